"""Every component, in a real browser, at both widths and under the strict CSP."""

import pytest

from tests.parcours.outils import verifier_page

pytestmark = pytest.mark.navigateur
PAGES = ["composants", "formulaire", "formulaire?erreurs=1", "brouillon", "pieces", "grille"]
BANDEAUX = [("proche", "expire"), ("suspendu", "retire"), ("clos", "inconnu"), ("", "avenir")]


@pytest.mark.parametrize("nom", PAGES)
def test_chaque_composant_est_accessible(galerie, page, nom):
    page.goto(galerie(nom))
    verifier_page(page, "galerie-" + nom.replace("?", "-").replace("=", "-"))


@pytest.mark.parametrize(("etat", "verif"), BANDEAUX)
def test_chaque_etat_du_bandeau_est_accessible(galerie, page, etat, verif):
    page.goto(galerie(f"bandeaux?etat={etat}&verif={verif}"))
    verifier_page(page, f"galerie-bandeau-{verif}")


@pytest.mark.parametrize("largeur", [320, 640])
def test_rien_ne_deborde_a_320_pixels(galerie, page, largeur):
    page.set_viewport_size({"width": largeur, "height": 800})
    for nom in PAGES:
        page.goto(galerie(nom))
        trop = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert trop <= 0, nom
