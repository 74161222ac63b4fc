"""A new undertaking comes while a member fills in a grid: the text is given back, kept, and back in its page once signed."""

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.habilitations.models import Public
from evaluation.lectures.grilles import grille_lue
from evaluation.lectures.saisie import lire_et_noter
from tests.fabriques.candidatures import deporter, signer_nda
from tests.fabriques.editions import APRES, publier_nda
from tests.parcours.outils import browser_context_args, page, suivre, verifier_page  # noqa: F401
from tests.parcours.test_marge import dossier, mona, ouvrir  # noqa: F401

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
TEXTE = "Le modèle tient sur un poste ordinaire."


def remplir_et_envoyer(fenetre, dossier):  # noqa: F811
    """A comment and a note, then the button."""
    critere = grille_lue(dossier.edition).criteres[0].pk
    fenetre.fill(f"#id_t{critere}", TEXTE)
    fenetre.check(f"#id_c{critere}_4", force=True)
    suivre(fenetre.get_by_role("button", name="Enregistrer", exact=True))
    return critere


def test_une_nouvelle_version_de_l_engagement_ne_perd_rien(page, ouvrir, fenetre, mona, dossier):  # noqa: F811
    with horloge.a(APRES):
        telephone = fenetre(viewport={"width": 390, "height": 844}, java_script_enabled=False)
        ouvrir(telephone)
        publier_nda(dossier.edition, Public.MEMBRE, instant=APRES)
        critere = remplir_et_envoyer(telephone, dossier)
        expect(telephone.get_by_role("main")).to_contain_text(TEXTE)
        expect(telephone.get_by_role("main")).not_to_contain_text("Canoptère")
        signer_nda(mona, dossier.edition, Public.MEMBRE, instant=APRES)
        suivre(telephone.get_by_role("link", name="Revenir à l’accueil"))
        ouvrir(telephone)
        expect(telephone.locator(f"#id_t{critere}")).to_have_value(TEXTE)
        expect(telephone.locator(f"#id_c{critere}_4")).to_be_checked()
        suivre(telephone.get_by_role("button", name="Enregistrer", exact=True))
        assert lire_et_noter(mona, dossier.reference)[1].commentaires == {critere: TEXTE}


def test_la_page_qui_rend_le_texte_a_qui_s_est_deporte(page, ouvrir, mona, dossier):  # noqa: F811
    with horloge.a(APRES):
        page.route("**/autosave*.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
        ouvrir(page)
        deporter(mona, dossier)
        remplir_et_envoyer(page, dossier)
        expect(page.get_by_role("main")).to_contain_text(TEXTE)
        expect(page.get_by_role("main")).not_to_contain_text("Canoptère")
        verifier_page(page, "saisie-rendue")
