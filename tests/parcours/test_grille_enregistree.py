"""The line of the grid says what is saved wherever one types in it, in the split view as on a telephone."""

import pytest
from playwright.sync_api import expect

from amihr import horloge
from evaluation.lectures.saisie import lire_et_noter
from tests.fabriques.editions import APRES
from tests.parcours.outils import browser_context_args, page, verifier_page  # noqa: F401
from tests.parcours.test_marge import dossier, mona, ouvrir  # noqa: F401

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
ETAT = "form[data-grille] [data-autosave-etat]"
VUE = """() => { const l = document.querySelector('form[data-grille] [data-autosave-etat]').getBoundingClientRect();
  const c = document.activeElement.getBoundingClientRect(), e = document.documentElement.clientWidth;
  return l.top >= 0 && l.bottom <= innerHeight + 1 && l.right <= e + 1 && c.bottom <= l.top + 1; }"""


@pytest.mark.parametrize("taille", [(1280, 800), (390, 844)])
def test_la_ligne_de_la_grille_se_voit_sous_le_premier_critere(page, ouvrir, taille, mona, dossier):  # noqa: F811
    with horloge.a(APRES):
        page.set_viewport_size({"width": taille[0], "height": taille[1]})
        page.emulate_media(reduced_motion="reduce")
        ouvrir(page)
        commentaire = page.locator("form[data-grille] textarea").first
        commentaire.focus()
        page.keyboard.type("Solide")
        expect(page.locator(ETAT)).to_contain_text("Grille enregistrée à")
        page.route("**/commission/dossiers/**", lambda route: None)
        page.keyboard.type(" et sobre")
        expect(page.locator(f"{ETAT}[role='alert']")).to_contain_text(
            "Grille non enregistrée : le service ne répond pas"
        )
        assert page.evaluate(VUE)
        page.unroute_all()
        expect(page.locator(ETAT)).to_contain_text("Grille enregistrée à")
        assert page.evaluate(VUE)
        verifier_page(page, f"34-grille-enregistree-{taille[0]}")
        assert page.evaluate("Object.keys(localStorage).length") == 0
        assert "Solide et sobre" in lire_et_noter(mona, dossier.reference)[1].commentaires.values()
