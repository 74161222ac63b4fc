"""Notes in the margin through pages, with script and without: kept, found again from the list, changed, taken off, put back."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from amihr import horloge
from evaluation.models import NoteDeMarge
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien
from tests.fabriques.editions import APRES, EditionFactory
from tests.parcours.outils import browser_context_args, page, suivre, verifier_page  # noqa: F401
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
SOUS_LE_PIED = """() => document.documentElement.scrollHeight - scrollY
  - document.querySelector('footer').getBoundingClientRect().bottom"""
PASSAGE = "compte les arbres"


@pytest.fixture
def dossier(transactional_db):
    edition = EditionFactory(complete=True, est_courante=True)
    return CandidatureFactory(edition=edition, etat="en_evaluation", titre="Canoptère", denomination="Orthoselve SAS")


@pytest.fixture
def mona(dossier):
    mona = personne("Mona", totp=True)
    asseoir(mona, dossier.edition)
    declarer_aucun_lien(mona, dossier)
    return mona


@pytest.fixture
def ouvrir(entrer, mona, dossier):
    """Open the dossier as the member, in a given browser page."""
    return partial(entrer, f"/commission/dossiers/{dossier.reference}/", mona)


def annoter(page):  # noqa: F811
    """A note on a quoted passage of the last part."""
    page.locator("summary", has_text="Annoter en marge : Présentation publique").click()
    page.get_by_label("Note sur « Présentation publique »").fill("À comparer aux relevés.")
    page.locator("#id_citation_presentation").fill(PASSAGE)
    suivre(page.get_by_role("button", name="Garder la note : Présentation publique"))


def test_annoter_retrouver_modifier_supprimer_retablir(page, ouvrir):  # noqa: F811
    with horloge.a(APRES):
        ouvrir(page)
        annoter(page)
        note = page.locator(".marge")
        expect(note).to_be_in_viewport()
        expect(note).to_contain_text(PASSAGE)
        verifier_page(page, "evaluation-annotee")
        assert page.evaluate(SOUS_LE_PIED) < 2  # what is hidden in a column that scrolls lengthens no page
        page.locator("#notes-en-marge").get_by_role("link", name=re.compile("Présentation")).click()
        expect(note).to_be_in_viewport()
        note.locator("summary").click()
        note.get_by_label("Note", exact=True).fill("Comparés : conformes.")
        suivre(note.get_by_role("button", name="Modifier la note"))
        expect(note).to_contain_text("Comparés : conformes.")
        note.locator("summary").click()
        suivre(note.get_by_role("button", name="Supprimer la note"))
        expect(note).to_contain_text("Note supprimée")
        verifier_page(page, "evaluation-note-supprimee")
        suivre(note.get_by_role("button", name="Annuler la suppression"))
        expect(note).to_contain_text("Comparés : conformes.")
    assert NoteDeMarge.objects.get().revision == 1


def test_tout_se_fait_sans_script_sur_un_telephone(browser, browser_context_args, ouvrir):  # noqa: F811
    contexte = browser.new_context(
        **browser_context_args | {"viewport": {"width": 390, "height": 844}}, java_script_enabled=False
    )
    fenetre = contexte.new_page()
    with horloge.a(APRES):
        ouvrir(fenetre)
        annoter(fenetre)
        expect(fenetre.locator(".marge")).to_contain_text("À comparer aux relevés.")
        fenetre.locator(".marge summary").click()
        suivre(fenetre.get_by_role("button", name="Supprimer la note"))
        expect(fenetre.locator(".marge")).to_contain_text("Note supprimée")
    contexte.close()
    assert NoteDeMarge.objects.get().retiree_le is not None


def test_une_note_se_garde_pendant_la_frappe_et_se_retrouve_en_marge(page, ouvrir):  # noqa: F811
    with horloge.a(APRES):
        ouvrir(page)
        page.locator("summary", has_text="Annoter en marge : Présentation publique").click()
        champ = page.get_by_label("Note sur « Présentation publique »")
        champ.press_sequentially("À comp")
        etat = page.locator(".marge-ajout .autosave")
        expect(etat).to_contain_text("Note enregistrée à")
        champ.press_sequentially("arer")
        champ.blur()
        page.wait_for_function("() => !Object.keys(localStorage).some((cle) => cle.includes('/marge/'))")
        assert [note.texte for note in NoteDeMarge.objects.all()] == ["À comparer"]
        verifier_page(page, "evaluation-marge-tapee")
        page.reload()
        expect(page.locator(".marge")).to_contain_text("À comparer")
        expect(page.locator("#id_note_presentation")).to_have_value("")
        annoter(page)
        expect(page.locator(".marge")).to_have_count(2)
        expect(page.locator("#id_note_presentation")).to_have_value("")
        expect(page.locator("main")).not_to_contain_text("ont été retrouvées")


def test_une_panne_laisse_la_note_dans_le_navigateur(page, ouvrir):  # noqa: F811
    with horloge.a(APRES):
        ouvrir(page)
        page.route("**/marge/", lambda route: route.fulfill(status=422, content_type="text/html", body=""))
        page.locator("summary", has_text="Annoter en marge : Présentation publique").click()
        champ = page.get_by_label("Note sur « Présentation publique »")
        champ.fill("Gardée ici")
        champ.blur()
        expect(page.locator(".marge-ajout [role=alert]")).to_contain_text("Note non enregistrée")
        page.unroute("**/marge/")
        page.reload()
        expect(page.locator("#id_note_presentation")).to_have_value("Gardée ici")
        expect(page.locator("#id_note_presentation")).to_be_visible()
        page.wait_for_function("() => !Object.keys(localStorage).some((cle) => cle.includes('/marge/'))")
    assert NoteDeMarge.objects.get().texte == "Gardée ici"
