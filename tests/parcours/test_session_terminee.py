"""The session ends on the check page: the button that files says, before and after sign-in, that nothing is filed."""

import pytest
from playwright.sync_api import expect

from amihr.comptes.models import Session
from candidatures.models import Candidature, Depot
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
