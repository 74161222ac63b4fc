import pytest
from django.core.cache import cache

from amihr.comptes import reprise
from amihr.comptes.models import Role
from tests.fabriques.comptes import PersonneFactory

TEXTE = "Écrit après la fin de la session"  # typed in the part « solution »


@pytest.fixture(autouse=True)
def _base(db, settings):
    """Every test of this room has the database, counters that start from nothing, and no home above."""
    cache.clear()
    settings.ACCUEILS = []
    settings.LOGIN_REDIRECT_URL = "compte"


@pytest.fixture
def alice():
    return PersonneFactory(courriel="alice@exemple.fr", prenom="Alice", nom="Martin")


@pytest.fixture
def agnes():
    return PersonneFactory(courriel="agnes@exemple.fr", roles=[Role.AGENT], totp=True)


@pytest.fixture
def adam():
    return PersonneFactory(courriel="adam@exemple.fr", roles=[Role.ADMINISTRATEUR], totp=True)


@pytest.fixture
def adresse(dossier, pendant):
    """A part of Alice's draft."""
    return f"/candidatures/{dossier.reference}/solution/"


@pytest.fixture
def champs(alice):
    """What the page of that part sends when Alice has written in it."""
    return {"revision": "1", "titre": "Canoptère", "resume": TEXTE, "_auteur": reprise.signer_l_auteur(alice)}
