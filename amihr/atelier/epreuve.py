"""What `make check`, `make test` and `make faults` run: each tool says its own failure."""

import os
import subprocess
import sys
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock

from amihr.atelier import bibliotheques, chemins
from amihr.atelier.moteurs import Moteurs

PY = [sys.executable]
MANAGE = [*PY, "-W", "error", "manage.py"]
CONTROLES = {
    "lint (ruff)": [*PY, "-m", "ruff", "check", "."],
    "mise en forme (make format la corrige)": [*PY, "-m", "ruff", "format", "--check", "."],
    "contrats d’import": [*PY, "-c", "from importlinter.cli import lint_imports_command as l; l()", "--no-cache"],
    "réglages de Django": [*MANAGE, "check", "--fail-level", "WARNING"],
    "migrations à jour": [*MANAGE, "makemigrations", "--check", "--dry-run"],
}

# Two processes; the tests that share one long preparation stay together, the others go to whoever is free.
A_DEUX = ["-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder"]


def controles():
    """Run every check, two at a time; returns how many failed."""
    attente, en_cours, echecs = list(CONTROLES.items()), [], 0
    while attente or en_cours:
        while attente and len(en_cours) < 2:
            nom, commande = attente.pop(0)
            en_cours.append((nom, _lancer(commande, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)))
        nom, enfant = en_cours.pop(0)
        sortie, _ = enfant.communicate()
        print(f"{'ok   ' if enfant.returncode == 0 else 'ÉCHEC'}  {nom}", flush=True)
        if enfant.returncode:
            print(sortie)
            echecs += 1
    return echecs


def tout(*arguments):
    """Run the checks, then pytest; with arguments (files, -k …) pytest alone."""
    if arguments:
        return _pytest(*arguments)
    return controles() or _pytest(*A_DEUX, "-m", "not pannes")


def pannes(*arguments):
    """Run the tests that break engines, one at a time."""
    return _pytest("-m", "pannes", *arguments)


def failles():
    """Ask the public list of known flaws; without the network say that nothing was asked."""
    exporter = ["export", "--frozen", "--no-dev", "--quiet", "--no-emit-project"]
    exigences = subprocess.run(
        [str(chemins.RACINE / ".boot" / "bin" / "uv"), *exporter], cwd=chemins.RACINE, text=True, capture_output=True,
        check=True,
    )  # fmt: skip
    commande = [*PY, "-m", "pip_audit", "--require-hashes", "--disable-pip", "-r", "/dev/stdin"]
    fait = subprocess.run(commande, input=exigences.stdout, text=True, capture_output=True, check=False)
    if "Error" in fait.stderr:
        print(f"non vérifié : la liste des failles n’a pas répondu\n{fait.stderr.splitlines()[-1]}")
        return 2
    print(fait.stdout + fait.stderr)
    return fait.returncode


def _pytest(*arguments):
    navigateur = {"CHROMIUM": bibliotheques.chromium() or "chromium"}
    return _lancer([*PY, "-m", "pytest", "-q", *arguments], env=_environnement() | navigateur).wait()


def _lancer(commande, **options):
    return subprocess.Popen(commande, **{"cwd": chemins.RACINE, "env": _environnement()} | options)


def _environnement():
    """Ours, for processes that keep what they compile, in one folder: each starts many others that read the same."""
    herite = {nom: valeur for nom, valeur in os.environ.items() if nom != "PYTHONDONTWRITEBYTECODE"}
    return herite | {
        "DJANGO_SETTINGS_MODULE": "amihr.settings.tests", "PYTHONPYCACHEPREFIX": str(chemins.VAR / "pyc")
    }  # fmt: skip


def _avec_moteurs(fonction, *arguments):
    """Run with the engines of the tests, stopped afterwards unless they ran before or another run is under way."""
    moteurs = Moteurs("tests")
    chemins.VAR.mkdir(exist_ok=True)
    with open(chemins.VAR / "epreuve.verrou", "w") as presence:
        flock(presence, LOCK_SH)
        tournaient = moteurs.postgres_repond()
        if not os.environ.get("DATABASE_URL"):
            moteurs.demarrer()
        try:
            return fonction(*arguments)
        finally:
            if not tournaient and _est_seul(presence):
                moteurs.arreter()


def _est_seul(presence):
    try:
        flock(presence, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    epreuves = {epreuve.__name__: epreuve for epreuve in (controles, tout, pannes, failles)}
    sys.exit(1 if _avec_moteurs(epreuves[sys.argv[1]], *sys.argv[2:]) else 0)
