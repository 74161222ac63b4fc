"""Waking the worker: a message when the broker is there, no error and no wait when it is not."""

import socket
import time

import pytest
from celery import Celery, current_app

from amihr.socle import reveil
from amihr.socle.reveil import reveiller


@pytest.fixture(autouse=True)
def chacun_son_tour():
    """No earlier call still knocks: it would stand for ours."""
    assert reveil._un_seul.acquire(timeout=15)
    reveil._un_seul.release()


@pytest.fixture
def courtier(settings, monkeypatch):
    """Point the wake-up at another broker."""
    settings.REVEIL = ["essai.reveil"]

    def viser(adresse):
        autre = Celery("essai", broker=adresse, set_as_current=False)
        monkeypatch.setattr(reveil, "current_app", autre)

    return viser


def duree(geste):
    debut = time.monotonic()
    geste()
    return time.monotonic() - debut


def test_un_courtier_absent_ne_fait_ni_erreur_ni_attente(courtier):
    courtier("redis://127.0.0.1:1/0")
    assert duree(reveiller) < 0.4


def test_un_courtier_qui_ne_repond_jamais_ne_fait_pas_attendre(courtier):
    with socket.create_server(("127.0.0.1", 0)) as muet:
        courtier(f"redis://127.0.0.1:{muet.getsockname()[1]}/0")
        assert duree(reveiller) < 0.4
        assert duree(reveiller) < 0.1  # the one still knocking is enough


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
