"""Whole stories in a real browser: a page that forgives nothing, a French reader, a real mail server."""

from io import StringIO

import pytest
from django.core.management import call_command

from amihr import horloge
from amihr.pilotage.chargement import charger
from catalogue.views import laureat
from evaluation.views import proces_verbaux
from tests.courrier.puits import Puits
from tests.fabriques.editions import OUVERTURE
from tests.parcours.outils import ATTENTE, browser_context_args, page  # noqa: F401


@pytest.fixture
def puits(settings):
    """The mail server that receives what the stories send."""
    serveur = Puits().demarrer()
    settings.EMAIL_BACKEND = "amihr.courrier.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", serveur.port, 60
    yield serveur
    serveur.arreter()


@pytest.fixture(autouse=True)
def cachet(transactional_db):
    """The instance has its seal, as set-up makes it."""
    call_command("preparer_cachet", stdout=StringIO())


@pytest.fixture(autouse=True)
def sans_retour(monkeypatch):
    """A page « en préparation » does not come back by itself: it would do so under axe, or under a click."""
    for page_ in (laureat, proces_verbaux):
        monkeypatch.setattr(page_, "SECONDES_AVANT_DE_REVENIR", "3600")


@pytest.fixture
def edition_2026(transactional_db, appel_2026):
    """The call that comes with the software, loaded before its opening as the Région would."""
    with horloge.a(OUVERTURE.replace(day=1)):
        return charger(appel_2026, courante=True)


@pytest.fixture
def racine(live_server, settings):
    """The address of the site, as mails write it."""
    settings.ADRESSE_PUBLIQUE = live_server.url
    return live_server.url


@pytest.fixture
def fenetre(browser, browser_context_args):  # noqa: F811
    """Open the browser of one more person; each keeps their own session."""
    contextes = []

    def ouvrir(**options):
        contextes.append(browser.new_context(**(browser_context_args | options)))
        neuve = contextes[-1].new_page()
        neuve.set_default_timeout(ATTENTE)
        return neuve

    yield ouvrir
    for contexte in contextes:
        contexte.close()


@pytest.fixture
def telephone(fenetre):
    """The page of somebody on a telephone, whose scripts are off."""
    return fenetre(java_script_enabled=False, viewport={"width": 390, "height": 844})
