"""Nothing typed is lost: two tabs, a cut line, a closed tab, an ended session (T1, A-05, A-09)."""

import re
import time
from itertools import count, cycle

import pytest
from django.conf import settings
from playwright.sync_api import expect

from amihr.comptes.models import Session
from candidatures.models import RevisionSection, Section
from tests.fabriques.comptes import connecter
from tests.parcours import gestes
from tests.parcours.outils import ATTENTE, suivre, verifier_page

pytestmark = [pytest.mark.navigateur, pytest.mark.longue, pytest.mark.django_db(transaction=True)]
ETAT = "[data-autosave-etat]"
DUREE, COUPURE, RETOUR = 30, 10, 20  # seconds
PHRASE = "Le houppier de chaque arbre est segmenté à cinq centimètres par pixel, été comme hiver. "


@pytest.fixture
def onglet(fenetre, client, alice, dossier, racine, pendant):
    """Open one more tab of Alice's browser, on the part « solution » of her draft."""
    contexte = fenetre().context
    connecter(client, alice)
    cle = client.cookies[settings.SESSION_COOKIE_NAME].value
    contexte.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cle, "url": racine}])

    def ouvrir(adresse=f"{racine}/candidatures/{dossier.reference}/solution/"):
        page = contexte.new_page()
        page.set_default_timeout(ATTENTE)
        page.goto(adresse)
        return page

    return ouvrir


def champ(page, nom):
    return page.locator(f"[name='{nom}']")


def enregistre(dossier):
    return Section.objects.get(candidature=dossier, partie="solution").contenu


def attendre_l_enregistrement(page):
    """Until the server has answered for all that was typed: no copy is left in the browser."""
    attendre_l_absence_de_copie(page)
    expect(page.locator(ETAT)).to_contain_text("enregistré à")


def test_deux_onglets_tapent_trente_secondes_avec_une_coupure_de_dix(onglet, dossier):
    pages = {"titre": onglet(), "resume": onglet()}
    for nom, page in pages.items():
        champ(page, nom).fill("")
    voulu, lettres, debut = dict.fromkeys(pages, ""), cycle(PHRASE), time.monotonic()
    for _ in count():
        ecoule = time.monotonic() - debut
        if ecoule > DUREE:
            break
        pages["titre"].context.set_offline(COUPURE < ecoule < RETOUR)
        lettre = next(lettres)
        for nom, page in pages.items():
            champ(page, nom).press_sequentially(lettre)
            voulu[nom] += lettre
        if COUPURE + 6 < ecoule < RETOUR:
            expect(pages["titre"].locator(f"{ETAT}[role='alert']")).to_contain_text("la connexion est coupée")
    for nom, page in pages.items():
        champ(page, nom).blur()
    for nom, page in pages.items():
        attendre_l_enregistrement(page)
        assert champ(page, nom).input_value() == voulu[nom]
    assert len(voulu["titre"]) > DUREE
    assert {nom: enregistre(dossier)[nom] for nom in pages} == voulu
    assert RevisionSection.objects.filter(section__candidature=dossier, section__partie="solution").count() > 4


def test_le_meme_champ_dans_deux_onglets_montre_les_deux_versions(onglet, dossier):
    premier, second = onglet(), onglet()
    champ(premier, "titre").fill("Écrit dans le premier onglet")
    champ(premier, "titre").blur()
    attendre_l_enregistrement(premier)
    champ(second, "titre").fill("Écrit dans le second onglet")
    champ(second, "titre").blur()
    expect(second.locator(f"{ETAT}[role='alert']")).to_contain_text("dans un autre onglet")
    suivre(second.get_by_role("button", name="Comparer les deux versions"))
    encart = second.locator(".encart.err")
    expect(encart).to_contain_text("Écrit dans le premier onglet")
    expect(encart).to_contain_text("Écrit dans le second onglet")
    assert enregistre(dossier)["titre"] == "Écrit dans le premier onglet"


def test_ce_que_l_annuaire_remplit_n_est_pas_pris_pour_un_texte_perdu(onglet, dossier, racine, annuaire):
    page = onglet(f"{racine}/candidatures/{dossier.reference}/structure/")
    champ(page, "denomination").fill("")
    suivre(page.get_by_role("button", name="Préremplir depuis l’Annuaire"))
    expect(champ(page, "denomination")).to_have_value("ORTHOSELVE")
    page.wait_for_function("() => Object.keys(localStorage).length === 0")
    expect(page.locator(ETAT)).to_be_empty()


def test_un_onglet_ferme_pendant_la_coupure_rend_son_texte(onglet, dossier):
    page, autre = onglet(), onglet()
    page.context.set_offline(True)
    champ(page, "resume").fill("Écrit juste avant de fermer")
    champ(autre, "titre").fill("Écrit dans l’onglet resté ouvert")
    page.close(run_before_unload=False)
    autre.context.set_offline(False)
    expect(autre.locator(ETAT)).to_contain_text("enregistré à")
    rouverte = onglet()
    rouverte.get_by_role("button", name="Reprendre ce texte").click()
    attendre_l_enregistrement(rouverte)
    assert enregistre(dossier)["resume"] == "Écrit juste avant de fermer"
    assert enregistre(dossier)["titre"] == "Écrit dans l’onglet resté ouvert"


def test_une_session_terminee_rend_le_texte_apres_la_connexion(onglet, alice, dossier, racine):
    page = onglet()
    Session.objects.all().delete()
    champ(page, "resume").fill("Écrit après la fin de la session")
    champ(page, "resume").blur()
    expect(page.locator(f"{ETAT}[role='alert']")).to_contain_text("votre session est terminée")
    autre = onglet()
    expect(autre).to_have_url(re.compile("/compte/connexion/"))
    gestes.se_connecter(autre, racine, alice.courriel)
    page.get_by_role("button", name="Se reconnecter").click()
    attendre_l_enregistrement(page)
    assert enregistre(dossier)["resume"] == "Écrit après la fin de la session"


def test_se_reconnecter_mene_a_la_connexion_et_le_texte_revient(onglet, alice, dossier):
    page = onglet()
    Session.objects.all().delete()
    champ(page, "resume").fill("Écrit après la fin de la session")
    champ(page, "resume").blur()
    suivre(page.get_by_role("button", name="Se reconnecter"))
    gestes.donner_son_mot_de_passe(page, alice.courriel)
    expect(champ(page, "resume")).to_have_value("Écrit après la fin de la session")
    attendre_l_enregistrement(page)
    assert enregistre(dossier)["resume"] == "Écrit après la fin de la session"


def test_ce_qui_manque_se_recompte_a_chaque_enregistrement(onglet):
    page = onglet()
    lien = page.locator("[data-manque]")
    expect(lien).to_have_text("Vérifier et déposer")
    champ(page, "resume").fill("")
    champ(page, "resume").blur()
    expect(lien).to_have_text(re.compile(r"^Il manque 1\sélément$"))
    champ(page, "resume").fill("Une phrase.")
    champ(page, "resume").blur()
    expect(lien).to_have_text(re.compile(r"^Il ne manque plus rien"))


@pytest.mark.parametrize(("choix", "reste"), [("saisie", "Le mien."), ("enregistree", "Le premier.")])
def test_la_version_choisie_dans_un_conflit_le_reste_quand_on_rouvre_la_partie(onglet, dossier, racine, choix, reste):
    page, autre = onglet(), onglet()
    for ecrit, texte in ((autre, "Le premier."), (page, "Le mien.")):
        champ(ecrit, "resume").fill(texte)
        suivre(ecrit.get_by_role("button", name="Enregistrer et revenir au dossier"))
    page.locator(f"[name='garde_resume'][value='{choix}']").check()
    suivre(page.get_by_role("button", name="Enregistrer et revenir au dossier"))
    expect(page.locator("[data-autosave-copies]")).to_be_hidden()
    page.goto(f"{racine}/candidatures/{dossier.reference}/solution/")
    expect(champ(page, "resume")).to_have_value(reste)
    attendre_l_absence_de_copie(page)
    assert enregistre(dossier)["resume"] == reste
    expect(page.locator(ETAT)).to_be_empty()


def attendre_l_absence_de_copie(page):
    page.wait_for_function("() => Object.keys(localStorage).length === 0")


def perdre_puis_retrouver(page, alice, texte, avant_de_revenir=lambda: None):
    """Type, lose the session, press the button all the same, sign in: the part comes back with the text."""
    Session.objects.all().delete()
    champ(page, "resume").fill(texte)
    champ(page, "resume").blur()
    expect(page.locator(f"{ETAT}[role='alert']")).to_contain_text("votre session est terminée")
    suivre(page.get_by_role("button", name="Enregistrer et revenir au dossier"))
    avant_de_revenir()
    gestes.donner_son_mot_de_passe(page, alice.courriel)
    expect(champ(page, "resume")).to_have_value(texte)


def test_le_texte_rendu_apres_la_connexion_s_enregistre_de_lui_meme(onglet, alice, dossier):
    page = onglet()
    perdre_puis_retrouver(page, alice, "HUIT.")
    attendre_l_enregistrement(page)
    assert enregistre(dossier)["resume"] == "HUIT."


def test_un_texte_rendu_mais_jamais_enregistre_attend_et_le_dossier_le_dit(onglet, alice, dossier, racine):
    """The server never answers a save: neither its page nor its hour are the end of the text."""
    page, tenues = onglet(), []
    adresse = re.compile(r"^http://[^/]+/candidatures/[^/]+/solution/$")

    def tenir(route):
        tenues.append(route) if route.request.method == "POST" else route.continue_()

    perdre_puis_retrouver(page, alice, "HUIT.", lambda: page.route(adresse, tenir))
    expect(page.locator(f"{ETAT}[role='alert']")).to_contain_text("le service ne répond pas")
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")  # a page that is left saves once more
    page.get_by_label("Fil d’Ariane").get_by_role("link").last.click()
    garde = page.locator(".encart", has_text="Un texte n’est pas enregistré")
    expect(garde.get_by_role("link", name="Solution")).to_be_visible()
    verifier_page(page, "33-dossier-texte-garde")
    page.context.clear_cookies(name="reprise")  # the server's hour is over: the copy of the device remains
    page.reload()
    expect(garde.get_by_role("link", name="Solution")).to_be_visible()
    verifier_page(page, "33-dossier-copie-gardee")
    page.goto(f"{racine}/candidatures/")
    expect(garde.get_by_role("link", name=str(dossier))).to_be_visible()
    verifier_page(page, "33-liste-copie-gardee")
    suivre(garde.get_by_role("link", name=str(dossier)))
    for route in tenues:
        route.abort()
    page.unroute_all()
    garde.get_by_role("link", name="Solution").click()
    expect(champ(page, "resume")).to_have_value("HUIT.")
    attendre_l_enregistrement(page)
    assert enregistre(dossier)["resume"] == "HUIT."
    suivre(page.get_by_label("Fil d’Ariane").get_by_role("link").last)
    expect(page.get_by_role("heading", name="Les parties du dossier")).to_be_visible()
    expect(garde).to_be_hidden()
