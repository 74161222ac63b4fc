"""What the bench stands on: its own engines, a fresh database, two gunicorn workers; all gone at the end."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from amihr.atelier import chemins
from amihr.atelier.moteurs import Moteurs, arreter_processus

DOSSIER = chemins.VAR / "bench"
OUVRIERS = 2
DEMARRAGE = 60


@contextmanager
def base_neuve():
    """Start the engines, migrate a database of this run, set the environment; drop and stop everything after."""
    moteurs = Moteurs("bench")
    shutil.rmtree(DOSSIER, ignore_errors=True)
    (DOSSIER / "pages").mkdir(parents=True)
    moteurs.demarrer()
    nom = f"bench_{secrets.token_hex(4)}"
    try:
        for (ancienne,) in _lignes(moteurs, "SELECT datname FROM pg_database WHERE datname LIKE 'bench\\_%'"):
            moteurs.psql(f'DROP DATABASE "{ancienne}" WITH (FORCE)')
        moteurs.psql(f'CREATE DATABASE "{nom}" OWNER amihr')
        os.environ |= {"BENCH_BASE": nom, "DJANGO_SETTINGS_MODULE": "bench.reglages"}
        _manage("preparer_base", ROLE_DE_BASE="proprietaire")
        _manage("collectstatic", "--noinput", "-v", "0")
        yield moteurs
    finally:
        moteurs.arreter()


@contextmanager
def site():
    """Serve the site and the floors; yields (port, pid of gunicorn's master)."""
    port = _port_libre()
    commande = [sys.executable, "-m", "gunicorn", "bench.wsgi", "--bind", f"127.0.0.1:{port}"]
    commande += ["--workers", str(OUVRIERS), "--preload", "--log-level", "warning", "--timeout", "120"]
    with open(DOSSIER / "web.log", "w") as journal:
        serveur = subprocess.Popen(commande, cwd=chemins.RACINE, env=os.environ | {"CONNEXIONS": "4"},
                                   stdout=journal, stderr=journal)  # fmt: skip
    try:
        _attendre(port)
        yield port, serveur.pid
    finally:
        arreter_processus(serveur.pid)
        serveur.wait()


def memoire_des_ouvriers(pid):
    """Return (largest resident size of a worker in MB, whether one has loaded WeasyPrint)."""
    ouvriers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    tailles = [int(_ligne(Path(f"/proc/{ouvrier}/status"), "VmRSS:").split()[1]) for ouvrier in ouvriers]
    charge = any("libpango" in Path(f"/proc/{ouvrier}/maps").read_text() for ouvrier in ouvriers)
    return round(max(tailles) / 1024, 1), charge


def machine():
    """What the figures depend on."""
    modele = _ligne(Path("/proc/cpuinfo"), "model name") or ": ?"
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=chemins.RACINE, text=True,
                            capture_output=True, check=False)  # fmt: skip
    return {
        "commit": commit.stdout.strip(),
        "processeur": modele.split(":")[1].strip(),
        "coeurs": os.cpu_count(),
        "python": sys.version.split()[0],
        "ouvriers": OUVRIERS,
    }


def _ligne(fichier, debut):
    return next((ligne for ligne in fichier.read_text().splitlines() if ligne.startswith(debut)), "")


def _lignes(moteurs, requete):
    return [ligne.split("|") for ligne in moteurs.psql(requete).splitlines()]


def _manage(*commande, **environnement):
    subprocess.run([sys.executable, "manage.py", *commande], cwd=chemins.RACINE, env=os.environ | environnement,
                   check=True, stdout=subprocess.DEVNULL)  # fmt: skip


def _port_libre():
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


def _attendre(port):
    limite = time.monotonic() + DEMARRAGE
    while time.monotonic() < limite:
        with socket.socket() as prise:
            if prise.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"gunicorn ne répond pas : voir {DOSSIER / 'web.log'}")
