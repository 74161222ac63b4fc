"""A-53, A-54, A-55 and A-52: notifications through a real mail server, with a worker really killed."""

import os
import signal
import subprocess
import sys
import time
from threading import Thread

import pytest
from django.conf import settings as reglages
from django.db import connection

from amihr.courrier.boite import expedier, poster
from amihr.courrier.models import Courrier, Etat
from tests.courrier.conftest import INSTANT, compositeurs, envoyer, etats, posts, puits  # noqa: F401 - fixtures

CINQUANTE = [f"laureat{rang:02}@exemple.fr" for rang in range(50)]
OUVRIER = """
import django
from django.conf import settings
django.setup()
settings.EMAIL_BACKEND = "amihr.courrier.smtp.EmailBackend"
settings.COURRIERS = {"nu": "tests.courrier.compositeurs.Nu"}
from datetime import datetime, timezone
from amihr.courrier.boite import expedier
expedier(datetime(2026, 5, 28, 9, 0, tzinfo=timezone.utc))
"""


def ouvrier(serveur):
    """A worker of its own, on the test's database and mail server."""
    base = connection.settings_dict
    url = f"postgresql://{base['USER']}:{base['PASSWORD']}@/{base['NAME']}?host={base['HOST']}"
    environnement = os.environ | {
        "DJANGO_SETTINGS_MODULE": "amihr.settings.tests",
        "DATABASE_URL": url,
        "DATABASE_URL_PROPRIETAIRE": reglages.URL_PROPRIETAIRE,
        "REDIS_URL": reglages.CELERY_BROKER_URL,
        "SMTP_HOTE": "127.0.0.1",
        "SMTP_PORT": str(serveur.port),
    }
    return subprocess.Popen([sys.executable, "-c", OUVRIER], env=environnement, stderr=subprocess.PIPE)


def attendre(condition, secondes=120):
    fin = time.monotonic() + secondes
    while not condition():
        assert time.monotonic() < fin, "rien n’est arrivé à temps"
        time.sleep(0.005)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("au_bout_de", [1, 20])
def test_a53_un_ouvrier_tue_en_plein_envoi_n_envoie_rien_deux_fois(puits, au_bout_de):  # noqa: F811
    posts(*CINQUANTE, evenement="nu")
    puits.retenir_la_reponse = au_bout_de  # the server has the text, the worker has no answer yet: the worst moment
    processus = ouvrier(puits)
    attendre(lambda: len(puits.recus) == au_bout_de or processus.poll() is not None)
    os.kill(processus.pid, signal.SIGKILL)
    assert processus.wait() == -signal.SIGKILL, processus.stderr.read().decode()
    processus.stderr.close()
    puits.relacher()
    attendre(lambda: not _un_envoi_est_tenu())
    bilan = envoyer()
    assert (bilan.incertains, bilan.envoyes) == (1, 50 - au_bout_de)
    assert puits.destinataires() == CINQUANTE
    assert sorted(etats().values()).count(Etat.INCERTAIN) == 1


def _un_envoi_est_tenu():
    """PostgreSQL frees the killed worker's lock as soon as it sees the connection gone."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
            " WHERE datname = current_database() AND locktype = 'advisory' AND pid <> pg_backend_pid()"
        )
        return curseur.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_a54_deux_agents_qui_notifient_ensemble_ne_font_qu_un_envoi(puits):  # noqa: F811
    def notifier():
        try:
            poster("nu", objet="decision:1", a=CINQUANTE, instant=INSTANT)
            expedier(INSTANT)
        finally:
            connection.close()

    fils = [Thread(target=notifier) for _ in range(2)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    envoyer()
    assert puits.destinataires() == CINQUANTE
    assert set(etats().values()) == {Etat.ENVOYE}


@pytest.mark.django_db
def test_a55_une_adresse_refusee_n_arrete_pas_les_autres(puits):  # noqa: F811
    puits.refus["laureat07@exemple.fr"] = "550 5.1.1 unknown mailbox"
    posts(*CINQUANTE)
    bilan = envoyer()
    assert (bilan.envoyes, bilan.abandonnes) == (49, 1)
    assert puits.destinataires() == [adresse for adresse in CINQUANTE if adresse != "laureat07@exemple.fr"]
    assert [courrier.destinataire for courrier in Courrier.objects.en_alerte()] == ["laureat07@exemple.fr"]


@pytest.mark.django_db
@pytest.mark.parametrize("coupure", ["\r\n", "\n", "\r", "\u2028", "\x0b"])
def test_a52_un_nom_avec_une_coupure_ne_donne_qu_un_entete(puits, coupure):  # noqa: F811
    posts(titre=f"Société{coupure}Bcc: espion@exemple.fr")
    envoyer()
    [recu] = puits.recus
    assert recu.destinataires == ["alice@exemple.fr"]
    assert recu["Bcc"] is None
    assert recu["Subject"].strip() == "[AMI IDF HR] Société Bcc: espion@exemple.fr"
