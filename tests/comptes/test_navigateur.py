"""The account pages in a real browser: accessible at both widths, security key included."""

import re

import pytest
from playwright.sync_api import expect

from amihr.comptes.models import Role
from tests.fabriques.comptes import MOT_DE_PASSE, PersonneFactory, connecter
from tests.parcours.outils import browser_context_args, page, suivre, verifier_page  # noqa: F401

pytestmark = pytest.mark.navigateur
PUBLIQUES = ["connexion", "creer", "confirmer", "mot-de-passe/oubli", "mot-de-passe/oubli/envoye", "inactif"]
PERSONNELLES = ["", "sessions", "mot-de-passe", "double-authentification", "deconnexion"]
FACTEURS = ["application", "codes", "codes/nouveaux", "cles", "cles/ajouter", "confirmer"]


@pytest.fixture
def entrer(live_server, client, page, settings):  # noqa: F811
    """Open an account page, as somebody or as a visitor."""
    settings.ADRESSE_PUBLIQUE = live_server.url
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    racine = live_server.url.replace("127.0.0.1", "localhost")

    def aller(chemin, personne=None):
        if personne:
            cle = connecter(client, personne).session.session_key
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cle, "url": racine}])
        chemin = f"{chemin}/" if chemin else ""
        page.goto(f"{racine}/compte/{chemin}")

    return aller


def test_les_pages_publiques_sont_accessibles(entrer, page):  # noqa: F811
    for nom in PUBLIQUES:
        entrer(nom)
        verifier_page(page, f"compte-{nom.replace('/', '-')}")


def test_les_erreurs_sont_annoncees_en_tete(entrer, page):  # noqa: F811
    entrer("creer")
    suivre(page.get_by_role("button", name="Créer mon compte"))
    expect(page).to_have_title(re.compile("^Erreur"))
    expect(page.locator("#resume")).to_be_focused()
    verifier_page(page, "compte-creer-erreurs")


def test_mes_pages_sont_accessibles(entrer, page):  # noqa: F811
    agnes = PersonneFactory(roles=[Role.AGENT], totp=True)
    for nom in PERSONNELLES:
        entrer(nom, agnes)
        verifier_page(page, f"compte-moi-{nom}")


def test_les_pages_du_second_facteur_sont_accessibles(entrer, page):  # noqa: F811
    neuve, agnes = PersonneFactory(), PersonneFactory(totp=True)
    entrer("double-authentification/application", neuve)
    verifier_page(page, "compte-facteur-application")
    for nom in FACTEURS[1:]:
        entrer(f"double-authentification/{nom}", agnes)
        verifier_page(page, f"compte-facteur-{nom.replace('/', '-')}")


def test_une_cle_de_securite_s_ajoute_puis_ouvre(entrer, page):  # noqa: F811
    olga = PersonneFactory(courriel="olga@exemple.fr", roles=[Role.OPERATEUR])
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    genre = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": genre})
    entrer("double-authentification/cles/ajouter", olga)
    page.get_by_role("button", name="Ajouter la clé").click()
    page.get_by_role("heading", name="Codes de secours").wait_for()
    suivre(page.get_by_role("button", name="Se déconnecter").first)
    entrer("connexion")
    page.get_by_label("Adresse de courriel").fill("olga@exemple.fr")
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    suivre(page.get_by_role("button", name="Se connecter"))
    verifier_page(page, "compte-facteur-saisie")
    page.get_by_role("button", name="Utiliser ma clé de sécurité").click()
    page.get_by_role("heading", name="Mon compte", level=1).wait_for()
