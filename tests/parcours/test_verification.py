"""The check page in a browser: what is missing and the way to file are at the top, at both widths."""

import re

import pytest
from playwright.sync_api import expect

from tests.parcours import gestes
from tests.parcours.outils import suivre, verifier_page
from tests.parcours.reponses import COMPLETES

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("largeur", [1280, 390])
def test_la_verification_dit_en_haut_ce_qui_manque_et_mene_au_depot(claire, racine, complet, largeur):
    claire.set_viewport_size({"width": largeur, "height": 844})
    claire.goto(f"{gestes.commencer(claire, racine)}equipe/")
    suivre(claire.get_by_role("link", name=re.compile("^Il manque .* éléments$")))
    expect(claire.get_by_role("heading", name="Il manque encore des éléments")).to_be_in_viewport()
    claire.goto(f"{complet}verification/")
    expect(claire.get_by_role("link", name="Aller au dépôt")).to_be_in_viewport()
    assert claire.locator("#public").bounding_box()["y"] < claire.locator("#deposer").bounding_box()["y"]
    claire.get_by_role("link", name="Aller au dépôt").click()
    expect(claire.get_by_role("heading", name="Déposer la candidature")).to_be_in_viewport()


def test_la_vue_de_la_commission_tait_les_coordonnees(claire, complet):
    claire.goto(f"{complet}verification/")
    expect(claire.locator("main")).to_contain_text(COMPLETES["structure"]["contact_courriel"])
    suivre(claire.get_by_role("link", name="Voir comme la commission"))
    expect(claire.locator("main")).to_contain_text(COMPLETES["structure"]["denomination"])
    expect(claire.locator("main")).not_to_contain_text(COMPLETES["structure"]["contact_courriel"])
    verifier_page(claire, "03-vue-de-la-commission")
