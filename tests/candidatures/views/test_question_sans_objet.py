"""A question that another part rules out is not drawn, neither on the page nor on the page of an error."""

import pytest

from tests.fabriques.comptes import connecter
from tests.fabriques.editions import question
from tests.pages import mots_de

VENTES = {"code": "type_structure", "vaut": ["pme"]}
BUDGET = {"code": "type_structure", "vaut": ["institut"]}


@pytest.fixture
def adresse(client, alice, dossier, edition, pendant):
    partie = next(partie for partie in edition.formulaire["parties"] if partie["slug"] == "presentation")
    partie["questions"] += [
        question("combien", "entier"),
        question("ventes", "previsions", libelle="Chiffre d’affaires prévu", condition=VENTES),
        question("budget", "montant", libelle="Budget annuel", condition=BUDGET),
    ]
    edition.reglages["Q27"] = {"annees": [2027]}
    edition.save(update_fields=["formulaire", "reglages"])
    connecter(client, alice)
    return f"/candidatures/{dossier.reference}/presentation/"


@pytest.mark.parametrize(
    ("genre", "posee", "ecartee"),
    [("pme", "Chiffre d’affaires prévu", "Budget annuel"), ("institut", "Budget annuel", "Chiffre d’affaires prévu")],
)
def test_la_page_d_une_erreur_ne_pose_que_les_questions_de_la_page(client, adresse, dossier, genre, posee, ecartee):
    dossier.sections.filter(partie="structure").update(contenu={"type_structure": genre})
    saisie = client.get(adresse)
    erreur = client.post(adresse, {"revision": 1, "combien": "12,5"})
    assert (erreur.status_code, "Indiquez un nombre entier" in mots_de(erreur)) == (422, True)
    for page in (saisie, erreur):
        assert posee in mots_de(page)
        assert ecartee not in mots_de(page)


def test_la_page_d_une_erreur_dit_sans_objet_ce_qui_est_ecrit_pour_rien(client, adresse):
    page = mots_de(client.post(adresse, {"revision": 1, "combien": "12,5", "budget": "820000"}))
    assert "Budget annuel" in page
    assert "Sans objet, d’après vos réponses" in page


def test_un_champ_en_conflit_se_choisit_meme_sans_objet(client, adresse, dossier):
    client.post(adresse, {"revision": 1, "budget": "5"})
    client.post(adresse, {"revision": 2, "budget": ""})
    page = client.post(adresse, {"revision": 2, "budget": "820000"})
    assert page.status_code == 422
    assert 'value="820000"' in page.content.decode()
