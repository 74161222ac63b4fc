"""A research institute files: an equivalent document in the place of the Kbis, its budget in the place of revenue (Q5, Q27)."""

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.models import Personne
from candidatures.models import Candidature
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.parcours import gestes
from tests.parcours.outils import suivre, verifier_page
from tests.parcours.reponses import COMPLETES

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
COURRIEL = "ines@observatoire.example"
EQUIVALENT = "Document équivalent au Kbis"
SANS_KBIS = {code: piece for code, piece in gestes.PIECES.items() if code != "kbis"}
A_REMPLIR = ("structure", "previsions")
POSTEES = {slug: reponses for slug, reponses in COMPLETES.items() if slug not in A_REMPLIR}
INSTITUT = {**COMPLETES["structure"], "type_structure": "institut", "denomination": "Observatoire des sols"}


def test_un_institut_depose_sans_kbis_ni_chiffre_d_affaires(page, racine, puits, edition_2026, client):
    with horloge.a(PENDANT, fige=False):
        gestes.ouvrir_un_compte(page, racine, puits, "Inès", "Benhamou", COURRIEL)
        adresse = gestes.commencer(page, racine)
        parties = {partie["slug"]: partie for partie in edition_2026.formulaire["parties"]}
        page.goto(f"{adresse}structure/")
        gestes.remplir(page, parties["structure"], INSTITUT)
        suivre(page.get_by_role("button", name="Enregistrer et revenir au dossier"))
        connecter(client, Personne.objects.get(courriel=COURRIEL))
        reste = {"parties": [parties[slug] for slug in POSTEES]}
        gestes.envoyer_le_dossier(client, adresse, reste, POSTEES, SANS_KBIS)
        dire_son_budget(page, adresse)
        joindre_l_equivalent(page, adresse)
        gestes.deposer(page, adresse)
        verifier_page(page, "33-institut-depose")
    depot = Candidature.objects.get().depots.get()
    assert depot.contenu["previsions"]["budget"]
    assert "kbis" in depot.pieces.order_by("ordre").values_list("emplacement", flat=True)


def dire_son_budget(page, adresse):
    """Revenue is not asked: what is missing names the budget only, until it is given."""
    page.goto(f"{adresse}previsions/")
    expect(page.get_by_label("Budget annuel de l’institut")).to_be_visible()
    expect(page.locator("[name='previsions__2026']")).to_be_hidden()
    page.get_by_label("Effectif à ce jour").fill("42")
    suivre(page.get_by_role("button", name="Enregistrer et revenir au dossier"))
    page.goto(f"{adresse}verification/")
    expect(page.get_by_role("main")).to_contain_text("Budget annuel de l’institut")
    expect(page.get_by_role("main")).not_to_contain_text("chiffre d’affaires prévu")
    page.goto(f"{adresse}previsions/")
    page.get_by_label("Budget annuel de l’institut").fill("3 200 000")
    verifier_page(page, "33-institut-budget")
    suivre(page.get_by_role("button", name="Enregistrer et revenir au dossier"))


def joindre_l_equivalent(page, adresse):
    page.goto(f"{adresse}verification/")
    expect(page.get_by_role("main")).to_contain_text(EQUIVALENT)
    page.goto(f"{adresse}pieces/")
    expect(page.locator("#piece_kbis")).to_contain_text(EQUIVALENT)
    verifier_page(page, "33-institut-pieces")
    gestes.joindre(page, "kbis", gestes.fichier("avis-sirene.pdf", gestes.PIECES["kbis"]["buffer"]))
    expect(page.locator("#piece_kbis .puce.fait")).to_be_visible()
