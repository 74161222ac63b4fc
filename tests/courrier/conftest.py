"""The outbox against a real mail server on the loopback."""

from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import pytest

from amihr.courrier.boite import expedier, poster
from amihr.courrier.models import Courrier
from tests.courrier.puits import Puits

INSTANT = datetime(2026, 5, 28, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def compositeurs(settings):
    settings.COURRIERS = {
        "essai": "tests.courrier.compositeurs.Essai",
        "avec_piece": "tests.courrier.compositeurs.AvecPiece",
        "casse": "tests.courrier.compositeurs.Casse",
        "nu": "tests.courrier.compositeurs.Nu",
    }
    gabarits = deepcopy(settings.TEMPLATES)
    gabarits[0]["DIRS"] = [*gabarits[0]["DIRS"], Path(__file__).parent / "gabarits"]
    settings.TEMPLATES = gabarits
    settings.REVEIL = []


@pytest.fixture
def puits(settings):
    """The mail server, and the settings that send to it."""
    serveur = Puits().demarrer()
    settings.EMAIL_BACKEND = "amihr.courrier.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", serveur.port, 60
    yield serveur
    serveur.arreter()


@pytest.fixture
def en_panne(settings):
    """No server at this address."""
    settings.EMAIL_BACKEND = "amihr.courrier.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def posts(*adresses, evenement="essai", objet="essai:1", **contexte):
    """Post for these addresses and return the rows."""
    return poster(evenement, objet=objet, a=adresses or ["alice@exemple.fr"], instant=INSTANT, contexte=contexte)


def envoyer(apres=None, lot=50):
    """One call of `expedier`, later by `apres`."""
    return expedier(INSTANT + apres if apres else INSTANT, lot)


def etats():
    """Every mail's state, by address."""
    return dict(Courrier.objects.order_by("destinataire").values_list("destinataire", "etat"))
