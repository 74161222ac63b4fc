"""The page of the grid says what each note brings in the same words with its script and without."""

import random

import pytest
from playwright.sync_api import expect

from amihr import horloge
from evaluation.actes.notation import enregistrer
from evaluation.lectures.grilles import grille_lue
from evaluation.regles.completude import HORS_COMPETENCE
from tests.fabriques.editions import APRES
from tests.parcours.outils import browser_context_args, page, verifier_page  # noqa: F401
from tests.parcours.test_marge import dossier, mona, ouvrir  # noqa: F401

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
LUS = "() => [...document.querySelectorAll('[data-ancre], [data-moyenne]')].map((dit) => dit.textContent)"


def au_hasard(de, criteres):
    """Answers drawn at random: notes, holes, criteria outside one's field; the parts of one go together then."""
    reponses = {}
    for critere in criteres:
        sort = de.random()
        for case in critere.cases if sort > 0.3 else ():
            if de.random() > 0.1:
                reponses[case] = de.randint(0, 5)
        if sort < 0.25:
            reponses |= dict.fromkeys(critere.cases, HORS_COMPETENCE)
    return reponses


def test_le_script_et_le_serveur_disent_les_memes_mots(page, ouvrir, fenetre, mona, dossier):  # noqa: F811
    criteres = grille_lue(dossier.edition).criteres
    entiere = {case: 4 for critere in criteres for case in critere.cases}
    sauf_une = entiere | dict.fromkeys(criteres[-1].cases, HORS_COMPETENCE)
    cas = [{}, entiere, sauf_une, *(au_hasard(random.Random(graine), criteres) for graine in range(4))]
    nue = fenetre(java_script_enabled=False)
    with horloge.a(APRES):
        for revision, reponses in enumerate(cas):
            enregistrer(dossier, reponses, {}, par=mona, revision=None if revision else 0)
            ouvrir(page)
            ouvrir(nue)
            assert page.evaluate(LUS) == nue.evaluate(LUS), reponses
            if reponses == sauf_une:
                verifier_page(page, "evaluation-hors-competence")


def test_declarer_puis_reprendre_un_critere_recalcule_les_autres(page, ouvrir, dossier):  # noqa: F811
    criteres = grille_lue(dossier.edition).criteres
    premier = f"c{criteres[0].pk}"
    with horloge.a(APRES):
        ouvrir(page)
        page.check(f"#id_{premier}_4", force=True)
        expect(page.locator(f"#{premier}_ancre")).to_contain_text("de la moyenne")
        page.check(f"#id_c{criteres[2].pk}_hors", force=True)
        expect(page.locator(f"#{premier}_ancre")).to_contain_text("de votre moyenne sur 2")
        expect(page.locator("[data-moyenne]")).to_contain_text("sur 2, 1 hors de votre compétence")
        # What is being saved ends before the database of the test does.
        expect(page.locator("form[data-grille] [data-autosave-etat]")).to_contain_text("Grille enregistrée à")
