"""Whole stories in a real browser: a page that forgives nothing, a French reader, a real mail server."""

import time
from io import StringIO
from threading import get_ident

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.test import Client

from amihr import horloge
from amihr.comptes.models import Personne
from amihr.pilotage.chargement import charger
from catalogue.views import laureat
from evaluation.views import proces_verbaux
from tests.courrier.puits import Puits
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.fabriques.editions import OUVERTURE, PENDANT
from tests.parcours import gestes
from tests.parcours.outils import ATTENTE, browser_context_args, page  # noqa: F401
from tests.parcours.reponses import COMPLETES

SECONDES_POUR_FINIR = 20


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
def tout_est_repondu(transactional_db):
    """No table is emptied under a request that a page, closed since, has left behind it."""
    en_cours = set()

    def commencer(**_):
        en_cours.add(get_ident())

    def finir(**_):
        en_cours.discard(get_ident())

    request_started.connect(commencer)
    request_finished.connect(finir)
    yield
    limite = time.monotonic() + SECONDES_POUR_FINIR
    while en_cours - {get_ident()} and time.monotonic() < limite:
        time.sleep(0.05)
    request_started.disconnect(commencer)
    request_finished.disconnect(finir)


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
def ouvrir_session(racine, settings):
    """Give the browser of a page the session of somebody, as if they had signed in."""

    def donner(qui, sur):
        cle = connecter(Client(), qui).session.session_key
        sur.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cle, "url": racine}])

    return donner


@pytest.fixture
def entrer(page, racine, ouvrir_session):  # noqa: F811
    """Open a path, as somebody if one is named, in the usual page or in another, which is returned."""

    def aller(chemin, qui=None, sur=page):
        if qui:
            ouvrir_session(qui, sur)
        sur.goto(racine + chemin)
        return sur

    return aller


@pytest.fixture
def ouverte(edition_2026):
    """The call a week before its closing; the clock runs."""
    with horloge.a(PENDANT, fige=False):
        yield edition_2026


@pytest.fixture
def claire(page, racine, ouverte, ouvrir_session):  # noqa: F811
    """A page where Claire is signed in, in sight of her candidatures."""
    ouvrir_session(PersonneFactory(prenom="Claire", nom="Vasseur", courriel=gestes.CLAIRE), page)
    page.goto(f"{racine}/candidatures/")
    return page


@pytest.fixture
def complet(claire, racine, ouverte):
    """The address of a draft of Claire's with everything in it; that the browser fills it in is told by other stories."""
    adresse = gestes.commencer(claire, racine)
    client = connecter(Client(), Personne.objects.get(courriel=gestes.CLAIRE))
    gestes.envoyer_le_dossier(client, adresse, ouverte.formulaire, COMPLETES)
    return adresse


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
