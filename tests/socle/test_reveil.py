"""Waking the worker never makes anybody wait, and never fails."""

import socket
import time

import pytest
from celery import current_app

from amihr.socle.reveil import reveiller


@pytest.fixture
def courtier(settings, monkeypatch):
    """Point the wake-up at another broker."""
    settings.REVEIL = ["essai.reveil"]

    def viser(adresse):
        monkeypatch.setattr(current_app.conf, "broker_url", adresse)
        monkeypatch.setattr(current_app.conf, "broker_write_url", adresse)
        current_app.pool.force_close_all()

    yield viser
    current_app.set_current()


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
