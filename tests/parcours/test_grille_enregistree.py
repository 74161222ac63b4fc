"""The line of the grid says what is saved wherever one types in it, in the split view as on a telephone."""

import pytest
from playwright.sync_api import expect

from amihr import horloge
from evaluation.lectures.saisie import lire_et_noter
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien
from tests.fabriques.editions import APRES
from tests.parcours.outils import browser_context_args, page, suivre, verifier_page  # noqa: F401
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


def test_une_grille_remise_ne_laisse_rien_sur_l_appareil_et_la_deconnexion_ne_demande_rien(page, ouvrir):  # noqa: F811
    dites = []
    page.on("dialog", lambda dialogue: (dites.append(dialogue.message), dialogue.accept()))
    with horloge.a(APRES):
        ouvrir(page)
        for critere in page.locator("[data-critere]").all():
            critere.locator("[type='radio']:not([data-hors])").last.check()
        page.locator("form[data-grille] textarea").first.fill("Solide")
        suivre(page.get_by_role("button", name="Remettre mon évaluation"))
        expect(page.locator("#grille")).to_contain_text("Votre évaluation est remise")
        page.wait_for_function("() => Object.keys(localStorage).length === 0")
        suivre(page.get_by_role("button", name="Se déconnecter").first)
    assert dites == []


def test_passer_au_dossier_suivant_ne_laisse_rien_sur_l_appareil(page, ouvrir, mona, dossier):  # noqa: F811
    autre = CandidatureFactory(edition=dossier.edition, etat="en_evaluation", titre="Zephyr", denomination="Zephyr SAS")
    declarer_aucun_lien(mona, autre)
    with horloge.a(APRES):
        ouvrir(page)
        page.locator("form[data-grille] textarea").first.fill("Solide")
        suivre(page.get_by_role("button", name="Enregistrer et passer au suivant"))
        expect(page.locator("h1")).to_have_text("Zephyr")
        page.wait_for_function("() => Object.keys(localStorage).length === 0")
    assert "Solide" in lire_et_noter(mona, dossier.reference)[1].commentaires.values()
