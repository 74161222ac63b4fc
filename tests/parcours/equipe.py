"""The pages of a team of two, Idriss being the other, and of the past of their dossier: each is judged by axe."""

import re

from playwright.sync_api import expect

from tests.parcours.outils import suivre, verifier_page


def parcourir_l_equipe(claire, adresse):
    """Begin on the page of the team; nobody leaves, nothing is deleted."""
    suivre(claire.get_by_role("link", name="Quitter l’équipe"))
    verifier_page(claire, "03-equipe-quitter-seule")
    claire.goto(f"{adresse}equipe/")
    claire.locator("main summary", has_text="Idriss").click()
    suivre(claire.get_by_role("link", name=re.compile("Retirer de l’équipe")))
    verifier_page(claire, "03-equipe-retirer")
    claire.goto(f"{adresse}supprimer/")
    verifier_page(claire, "03-supprimer-a-deux")
    suivre(claire.get_by_role("button", name="Supprimer le brouillon"))
    expect(claire.get_by_role("alert")).to_contain_text("Cochez cette case")
    claire.goto(f"{adresse}historique/")
    verifier_page(claire, "03-historique")
    suivre(claire.locator("td a").first)
    verifier_page(claire, "03-revision")
