"""What the browser downloads to show the home page of a real call, measured on its own answers."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

pytestmark = pytest.mark.django_db
APPEL = "2026-ile-de-france-haute-resolution"


@pytest.fixture
def accueil():
    call_command("charger_edition", APPEL, courante=True, verbosity=0)
    return Client().get("/")


def fichiers_de(reponse):
    """The static files that the page names, and the font that its sheet names."""
    return set(re.findall(r"(?:src|href)=\"/static/([^\"]+)\"", reponse.content.decode()))


def test_la_page_pese_moins_de_15_ko(accueil):
    assert len(gzip.compress(accueil.content, 6)) <= 15_000


def test_la_premiere_visite_pese_moins_de_100_ko_en_12_requetes_au_plus(accueil):
    fichiers = fichiers_de(accueil)
    poids = sum(len(gzip.compress(Path(finders.find(f)).read_bytes(), 6)) for f in fichiers)
    assert len(fichiers) + 1 <= 12, sorted(fichiers)
    assert poids + len(gzip.compress(accueil.content, 6)) <= 100_000


def test_rien_ne_vient_d_ailleurs_et_aucun_cookie_n_est_pose(accueil):
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//[^\"]+\.(?:js|css|woff2|png|svg)", accueil.content.decode()) == []
    assert accueil.cookies == {}
