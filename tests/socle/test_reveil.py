"""Waking the worker: a message when the broker is there, no error and no wait when it is not."""

import socket
import threading
import time
from threading import Lock

import pytest
from celery import Celery, current_app

from amihr.settings import salles
from amihr.socle import reveil
from amihr.socle.reveil import reveiller

PATIENCE = 3  # of a busy machine; a broker that is waited for takes minutes


@pytest.fixture(autouse=True)
def chacun_son_tour(monkeypatch):
    """The call of an earlier test, that still knocks at a dead broker, does not stand for ours."""
    monkeypatch.setattr(reveil, "_un_seul", Lock())


@pytest.fixture
def courtier(settings, monkeypatch):
    """Point the wake-up at another broker."""
    settings.REVEIL = ["essai.reveil"]

    def viser(adresse):
        autre = Celery("essai", broker=adresse, set_as_current=False)
        monkeypatch.setattr(reveil, "current_app", autre)

    return viser


def qui_frappe():
    return [fil.name for fil in threading.enumerate()].count("reveil")


def duree(geste):
    debut = time.monotonic()
    geste()
    return time.monotonic() - debut


def test_un_courtier_absent_ne_fait_ni_erreur_ni_attente(courtier):
    courtier("redis://127.0.0.1:1/0")
    assert duree(reveiller) < PATIENCE


def test_un_courtier_qui_ne_repond_jamais_ne_fait_pas_attendre(courtier):
    with socket.create_server(("127.0.0.1", 0)) as muet:
        courtier(f"redis://127.0.0.1:{muet.getsockname()[1]}/0")
        assert duree(reveiller) < PATIENCE
        frappent = qui_frappe()
        assert duree(reveiller) < PATIENCE
        assert qui_frappe() == frappent != 0  # the one still knocking is enough


def test_le_courtier_present_recoit_la_tache(settings):
    settings.REVEIL = ["essai.reveil"]
    with current_app.connection_for_write() as connexion:
        file = connexion.SimpleQueue("celery")
        file.clear()
        reveiller()
        message = file.get(timeout=5)
        message.ack()
        file.close()
    assert message.headers["task"] == "essai.reveil"


def test_chaque_tache_reveillee_ou_repetee_existe():
    current_app.loader.import_default_modules()
    nommees = {*salles.REVEIL, *(tache["task"] for tache in salles.PERIODIQUES.values())}
    assert nommees - current_app.tasks.keys() == set()
