"""PostgreSQL killed while writers write: nothing acknowledged is lost, the chain stays whole (trust.md 5)."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from amihr.atelier.moteurs import Moteurs
from tests.architecture.sources import RACINE
from tests.pannes.site import ATTENTE

pytestmark = pytest.mark.pannes

ECRIRE_SANS_FIN = """
import django
django.setup()
from django.db import transaction
from amihr import horloge
from amihr.journal.chaine import inscrire
while True:
    with transaction.atomic():
        entree = inscrire("essai.panne", objet="essai:1", instant=horloge.instant_de_la_base())
    print(entree.seq, flush=True)
"""
ECRIVAINS = 4


@pytest.fixture(scope="module")
def moteurs():
    """Engines of their own, whose writes are synced to disk as in production."""
    les_moteurs = Moteurs("pannes")
    les_moteurs.effacer()
    les_moteurs.demarrer()
    manage(les_moteurs, "preparer_base")
    yield les_moteurs
    les_moteurs.effacer()


def environnement(moteurs):
    adresses = {"DATABASE_URL": moteurs.url_postgres(), "DATABASE_URL_PROPRIETAIRE": moteurs.url_postgres("amihr")}
    return os.environ | adresses | {"REDIS_URL": moteurs.url_redis(), "DJANGO_SETTINGS_MODULE": "amihr.settings.demo"}


def manage(moteurs, *commande):
    """Run manage.py on these engines; returns what it printed."""
    fait = subprocess.run([sys.executable, "manage.py", *commande], cwd=RACINE, env=environnement(moteurs),
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert fait.returncode == 0, fait.stdout + fait.stderr
    return fait.stdout


def ecrire(moteurs):
    """Start the writers, and wait until each has been acknowledged once."""
    commande = [sys.executable, "-c", ECRIRE_SANS_FIN]
    options = {"cwd": RACINE, "env": environnement(moteurs), "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    ecrivains = [subprocess.Popen(commande, text=True, **options) for _ in range(ECRIVAINS)]
    return [(ecrivain, ecrivain.stdout.readline()) for ecrivain in ecrivains]


def recus(ecrivains):
    """Every sequence number that was acknowledged."""
    return {int(n) for ecrivain, premier in ecrivains for n in [premier, *ecrivain.communicate()[0].splitlines()]}


def lus(moteurs):
    """Every sequence number found once PostgreSQL has replayed its log."""
    limite = time.monotonic() + ATTENTE
    while time.monotonic() < limite:
        try:
            return {int(n) for n in moteurs.psql("SELECT seq FROM journal_entreejournal", base="amihr").split()}
        except subprocess.CalledProcessError:
            time.sleep(0.1)
    raise AssertionError("PostgreSQL ne revient pas.")


def pid_maitre(moteurs):
    return int((moteurs.donnees / "postmaster.pid").read_text().split()[0])


def un_serveur_de_requetes(moteurs):
    return int(moteurs.psql("SELECT pid FROM pg_stat_activity WHERE usename = 'amihr_web' LIMIT 1"))


def pid_redis(moteurs):
    with socket.socket(socket.AF_UNIX) as ligne:
        ligne.connect(str(moteurs.socket_redis))
        ligne.sendall(b"INFO server\r\n")
        return int(re.search(rb"process_id:(\d+)", ligne.recv(10_000))[1])


@pytest.mark.parametrize("victime", [pid_maitre, un_serveur_de_requetes])
def test_ce_qui_est_accuse_survit(moteurs, victime):
    ecrivains = ecrire(moteurs)
    time.sleep(random.uniform(0.1, 1))
    os.kill(victime(moteurs), signal.SIGKILL)
    acquittes = recus(ecrivains)  # each writer has lost its connection and ended: the fault did happen
    assert all(ecrivain.returncode for ecrivain, _ in ecrivains)
    moteurs.demarrer()
    gardes = lus(moteurs)
    assert acquittes - gardes == set()
    assert gardes == set(range(1, len(gardes) + 1))
    assert "intacte" in manage(moteurs, "verifier_journal")


def test_redis_gele_n_arrete_pas_la_base(moteurs):
    redis = pid_redis(moteurs)
    os.kill(redis, signal.SIGSTOP)
    try:
        assert not moteurs.redis_repond()
        debut = time.monotonic()
        code = "from amihr.socle.reveil import reveiller; reveiller()"
        manage(moteurs, "shell", "--no-imports", "-c", code)
        assert time.monotonic() - debut < 60  # the start of a command included
    finally:
        os.kill(redis, signal.SIGCONT)
