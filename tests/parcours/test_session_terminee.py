"""The session ends on the check page: the button that files says, before and after sign-in, that nothing is filed.

And among the files: what was chosen is sent again once signed in from another tab.
"""

import pytest
from playwright.sync_api import expect

from amihr.comptes.models import Session
from candidatures.models import Candidature, Depot, PieceJointe
from tests.fabriques.comptes import PersonneFactory
from tests.parcours import gestes
from tests.parcours.outils import suivre, verifier_page

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
NON_DEPOSEE = "Votre session était terminée : la candidature n’est pas déposée."


def test_le_depot_perdu_se_dit_avec_et_sans_script(page, complet, racine, fenetre):
    perdre_le_depot(page, complet)
    verifier_page(page, "32-session-terminee-connexion")
    se_reconnecter(page)
    verifier_page(page, "32-session-terminee-apres")
    telephone = fenetre(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    gestes.se_connecter(telephone, racine, gestes.CLAIRE)
    perdre_le_depot(telephone, complet)
    se_reconnecter(telephone)
    telephone.locator("#id_acceptation").check()
    telephone.get_by_role("button", name="Déposer la candidature").click()
    assert Depot.objects.count() == 1


def test_un_fichier_refuse_par_une_session_terminee_se_renvoie_une_fois_reconnecte(claire, racine):
    adresse = f"{gestes.commencer(claire, racine)}pieces/"
    claire.goto(adresse)
    Session.objects.all().delete()
    envoi = claire.locator("#piece_kbis").get_by_role("alert")
    claire.locator("#id_kbis").set_input_files(gestes.PIECES["kbis"])
    expect(envoi).to_contain_text("Votre session est terminée")
    verifier_page(claire, "32-session-terminee-pieces")
    envoi.get_by_role("button", name="Réessayer l’envoi").click()  # too early
    expect(envoi).to_contain_text("Votre session est terminée")
    with claire.expect_popup() as ailleurs:
        envoi.get_by_role("link", name="Se reconnecter").click()
    gestes.donner_son_mot_de_passe(ailleurs.value, gestes.CLAIRE)
    expect(ailleurs.value.get_by_role("heading", name="Pièces jointes")).to_be_visible()
    envoi.get_by_role("button", name="Réessayer l’envoi").click()
    expect(claire.locator("#piece_kbis .puce.fait")).to_be_visible()
    assert PieceJointe.objects.get().emplacement == "kbis"
    suivre(
        claire.locator("#piece_kbis").get_by_role("button", name="Retirer le fichier")
    )  # its token is the new one too
    expect(claire.locator("#piece_kbis .puce.fait")).to_have_count(0)
    claire.erreurs_de_console.clear()


def test_la_page_des_fichiers_d_une_autre_personne_ne_prend_pas_sa_place(claire, racine, ouvrir_session):
    claire.goto(f"{gestes.commencer(claire, racine)}pieces/")
    ouvrir_session(PersonneFactory(), claire)
    claire.context.clear_cookies(name="csrftoken")  # as a sign-in does
    claire.locator("#id_kbis").set_input_files(gestes.PIECES["kbis"])
    expect(claire.locator("#piece_kbis").get_by_role("alert")).to_contain_text("Cette page est périmée")
    assert not PieceJointe.objects.exists()
    claire.erreurs_de_console.clear()


def perdre_le_depot(page, adresse):
    page.goto(f"{adresse}verification/")
    page.locator("#id_acceptation").check()
    Session.objects.all().delete()
    suivre(page.get_by_role("button", name="Déposer la candidature"))
    expect(page.get_by_role("main")).to_contain_text(NON_DEPOSEE)
    assert Candidature.objects.get().etat == "brouillon"


def se_reconnecter(page):
    gestes.donner_son_mot_de_passe(page, gestes.CLAIRE)
    expect(page.get_by_role("heading", name="Vérifier ma candidature")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(NON_DEPOSEE)
