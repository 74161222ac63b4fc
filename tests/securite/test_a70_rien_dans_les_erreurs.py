"""A-70: error pages and log lines carry no secret and no personal data; what they say of an absence is nothing."""

import logging

import pytest
from django.conf import settings
from django.test import Client

from tests.fabriques.comptes import MOT_DE_PASSE, connecter
from tests.fabriques.editions import REPONSES

INTIMES = ("alice@exemple.fr", "Canoptère", "Orthoselve", "claire@orthoselve.example", MOT_DE_PASSE, "houppier")


@pytest.fixture
def lignes(caplog):
    """Every line logged, at any level, as the handlers write it."""
    caplog.set_level(logging.INFO)
    return lambda: "\n".join(f"{r.name} {r.getMessage()}" for r in caplog.records if r.name != "django.db.backends")


def test_a70_connexion_saisie_et_depot_ne_laissent_rien_au_journal_technique(client, alice, dossier, pendant, lignes):
    Client().post("/compte/connexion/", {"login": alice.courriel, "password": MOT_DE_PASSE + "x"})
    connecter(client, alice)
    client.post(f"/candidatures/{dossier.reference}/solution/", {"revision": 1, **REPONSES["solution"], "titre": ""})
    client.get(f"/candidatures/{dossier.reference}/absente/?q=houppier&jeton=alice@exemple.fr")
    client.post(f"/candidatures/{dossier.reference}/deposer/", {"acceptation": "1"})
    assert "django.request" in lignes()
    assert [mot for mot in INTIMES if mot in lignes()] == []


@pytest.fixture
def en_panne(client, alice, dossier, pendant, monkeypatch):
    """A page that fails with personal data in its message."""

    def tomber(*_args, **_options):
        raise RuntimeError("Canoptère de alice@exemple.fr, clé " + settings.SECRET_KEY)

    monkeypatch.setattr("candidatures.lectures.brouillon", tomber)
    client.raise_request_exception = False
    return connecter(client, alice).get(f"/candidatures/{dossier.reference}/")


def test_a70_la_page_d_une_panne_ne_dit_rien(en_panne):
    page = en_panne.content.decode()
    assert en_panne.status_code == 500
    assert [mot for mot in (*INTIMES, settings.SECRET_KEY, "Traceback", "RuntimeError") if mot in page] == []


@pytest.mark.parametrize(
    "adresse", ["/absente/", "/candidatures/ESSAI-2026-ZZZZZZ/", "/editions/inconnue/", "/verifier/depot/X/"]
)
def test_a70_une_page_absente_ne_dit_rien(client, bruno, dossier, pendant, adresse):
    page = connecter(client, bruno).get(adresse)
    assert page.status_code == 404
    assert [mot for mot in INTIMES if mot in page.content.decode()] == []
