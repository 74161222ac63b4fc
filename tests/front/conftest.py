"""The gallery of components, served over HTTP with the real middleware and the strict CSP."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.parcours.outils import browser_context_args, page  # noqa: F401


@pytest.fixture(scope="session")
def serveur_de_galerie(django_db_setup, django_db_blocker):
    """One server for all these tests: they only read, so nothing is flushed after each."""
    with django_db_blocker.unblock():
        serveur = LiveServer("localhost")
        yield serveur
        serveur.stop()


@pytest.fixture
def galerie(serveur_de_galerie, settings, db):
    """Address of a page of the gallery: galerie("formulaire")."""
    settings.ROOT_URLCONF = "tests.front.galerie.urls"
    return lambda nom="": f"{serveur_de_galerie.url}/galerie/{nom}"
