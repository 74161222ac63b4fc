"""The real call the day before it opens, and the agent who signs that it is ready."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from amihr.pilotage.chargement import charger
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.editions import OUVERTURE
from tests.personnages import personne

VEILLE = OUVERTURE - timedelta(days=1)


@pytest.fixture
def a_ouvrir(appel_2026, settings):
    """Its règlement is published, its on-call contact written, its mails would reach somebody."""
    settings.DEFAULT_FROM_EMAIL = "Appels <ne-pas-repondre@conseil-regional.fr>"
    with horloge.a(VEILLE):
        edition = charger(appel_2026, courante=True)
        type(edition).objects.filter(pk=edition.pk).update(contact="ami@conseil-regional.fr")
        edition.refresh_from_db()
        edition.textes.filter(code="cloture.astreinte").update(contenu="Appelez la permanence.")
        yield edition


@pytest.fixture
def signataire(a_ouvrir):
    """An agent of the Région, who has signed."""
    agnes = personne("Agnès", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, a_ouvrir, Public.AGENT)
    return agnes
