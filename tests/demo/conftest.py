"""The demonstration loaded once, by its command, in a database of its own: its acts commit, as in the real one."""

import copy

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from amihr.pilotage.demo.management.commands.charger_demo import Command
from tests import bases
from tests.parcours.outils import browser_context_args, page  # noqa: F401


def reglages(dossier):
    """What amihr/settings/demo.py adds to the settings."""
    gabarits = copy.deepcopy(settings.TEMPLATES)
    gabarits[0]["OPTIONS"]["context_processors"].append("amihr.pilotage.demo.contexte.demonstration")
    return {
        "INSTALLED_APPS": ["amihr.pilotage.demo", *settings.INSTALLED_APPS],
        "ROOT_URLCONF": "amihr.pilotage.demo.adresses",
        "TEMPLATES": gabarits,
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": dossier / "courriels",
        "ANCRES_DOSSIER": dossier / "ancres",
    }


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """The loaded demonstration: /demo/ answers, nothing is rolled back between its tests."""
    ancienne = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), override_settings(**reglages(tmp_path_factory.mktemp("demo"))):
        nom = bases.creer()
        try:
            call_command(Command())
            yield
        finally:
            bases.supprimer(nom)
            bases.se_reconnecter(ancienne)


@pytest.fixture
def visiteur(demonstration, client):
    """A browser on the demonstration."""
    return client
