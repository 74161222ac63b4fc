"""The suite's guards: real engines, the web role, no network, nothing left to the order of rows."""

import os
import random
import shutil
import socket

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothese

from tests import bases, vidage

# Playwright keeps an event loop in the main thread; the ORM calls of the tests are not inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytest_plugins = ["tests.personnages", "tests.fabriques.appels", "tests.externes.rejeu"]
# What an example costs is not what these tests judge, and on a busy machine it is mostly waiting.
hypothese.register_profile(
    "sans_chronometre", hypothese.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothese.load_profile("sans_chronometre")
BOUCLE_LOCALE = ("127.", "::1", "localhost")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Browser tests last: once started, Playwright's event loop runs until the end of the process.

    The demonstration, loaded once for all its tests, stands where they begin; then the longest story, so that the two
    processes end together.
    """
    items.sort(key=_rang)


def _rang(test):
    au_navigateur = "playwright" in getattr(test, "fixturenames", ())
    prepare = "demonstration" in getattr(test, "fixturenames", ())
    est_longue = test.get_closest_marker("longue") is not None
    return (au_navigateur or prepare, not prepare, au_navigateur, not est_longue)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A database of this process's own; the tests see it as the web role does, which owns no table."""
    with django_db_blocker.unblock():
        nom = bases.creer()
    yield
    with django_db_blocker.unblock():
        vidage.fermer()
        bases.supprimer(nom)


@pytest.fixture(scope="session", autouse=True)
def vidage_des_tables():
    """Django's flush, after each transactional test, empties every table: 700 ms where `vider` takes 40."""
    reel = TransactionTestCase._fixture_teardown

    def vider(cas):
        if not vidage.vider():
            reel(cas)

    TransactionTestCase._fixture_teardown = vider
    yield
    TransactionTestCase._fixture_teardown = reel


@pytest.fixture(scope="session", autouse=True)
def dossier_du_processus():
    yield
    shutil.rmtree(settings.DOSSIER_DU_PROCESSUS, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def pas_de_reseau():
    """Only this machine may be called."""
    reelles = {nom: getattr(socket.socket, nom) for nom in ("connect", "connect_ex")}

    def gardee(nom):
        def appeler(prise, adresse):
            if prise.family != socket.AF_UNIX and not str(adresse[0]).startswith(BOUCLE_LOCALE):
                pytest.fail(f"Un test appelle le réseau : {adresse}")
            return reelles[nom](prise, adresse)

        return appeler

    for nom in reelles:
        setattr(socket.socket, nom, gardee(nom))
    yield
    for nom, methode in reelles.items():
        setattr(socket.socket, nom, methode)


@pytest.fixture(scope="session", autouse=True)
def ordre_au_hasard():
    """Rows of a queryset without an order come shuffled: code that leans on their order fails."""
    reel = QuerySet._fetch_all

    def chercher(lot):
        neuf = lot._result_cache is None
        reel(lot)
        if neuf and not lot.ordered:
            random.shuffle(lot._result_cache)

    QuerySet._fetch_all = chercher
    yield
    QuerySet._fetch_all = reel


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium: Playwright downloads none."""
    return {
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    }
