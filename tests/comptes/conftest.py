import pytest
from django.core.cache import cache

from amihr.comptes.models import Role
from tests.fabriques.comptes import PersonneFactory


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
