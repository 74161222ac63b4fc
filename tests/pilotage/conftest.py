"""The real call the day before it opens, and the agent who signs that it is ready."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions.models import Repetition, Scene
from amihr.editions.textes_attendus import LEGALES
from amihr.habilitations.models import Public
from amihr.pilotage.chargement import charger
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import OUVERTURE, PENDANT, EditionFactory
from tests.personnages import personne

VEILLE = OUVERTURE - timedelta(days=1)
AVANT = OUVERTURE.replace(month=2)


@pytest.fixture
def a_ouvrir(appel_2026, settings):
    """Its règlement is published, its on-call contact and its legal pages written, its mails would reach somebody."""
    settings.DEFAULT_FROM_EMAIL = "Appels <ne-pas-repondre@conseil-regional.fr>"
    with horloge.a(VEILLE):
        edition = charger(appel_2026, courante=True)
        type(edition).objects.filter(pk=edition.pk).update(contact="ami@conseil-regional.fr")
        edition.refresh_from_db()
        edition.textes.filter(code="cloture.astreinte").update(contenu="Appelez la permanence.")
        for texte in edition.textes.filter(code__in=LEGALES):
            texte.contenu = texte.contenu.replace("à indiquer par la Région", "Société Exemple")
            texte.save()
        yield edition


@pytest.fixture
def signataire(a_ouvrir):
    """An agent of the Région, who has signed."""
    agnes = personne("Agnès", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, a_ouvrir, Public.AGENT)
    return agnes


@pytest.fixture
def en_repetition(edition, pendant, agnes):
    """A rehearsal of the small edition, open, without the worker's dossiers."""
    ici = EditionFactory(complete=True, slug="repetition", nom="Répétition", est_repetition=True,
                         prefixe_reference="REPETITION")  # fmt: skip
    return Repetition.objects.create(edition=ici, source=edition, scene=Scene.OUVERT, nombre=1, par=agnes,
                                     demandee_le=PENDANT, prete_le=PENDANT)  # fmt: skip


@pytest.fixture
def edition_2026(db, appel_2026):
    """The call of the file, some days before its opening."""
    with horloge.a(AVANT):
        edition = charger(appel_2026)
    with horloge.a(OUVERTURE.replace(day=1)):
        yield edition


@pytest.fixture
def agente(client, edition_2026):
    """The browser of an agent who has signed."""
    agnes = personne("Agnès", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, edition_2026, Public.AGENT)
    return connecter(client, agnes)
