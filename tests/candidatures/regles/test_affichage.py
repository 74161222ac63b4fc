"""What the task list says of a part: its first answers, and nothing that is private or no longer asked."""

import pytest

from candidatures.regles.affichage import EN_UNE_LIGNE, afficher, en_une_ligne
from tests.fabriques.editions import question

CONDITION = {"code": "consortium", "vaut": ["oui"]}
PARTIE = {
    "slug": "essai",
    "questions": [
        question("consortium", "oui_non"),
        question("contact", "texte_court", prive=True),
        question(
            "membres",
            "liste",
            condition=CONDITION,
            sous_champs=[question("nom", "texte_court"), question("a", "entier")],
        ),
        question("genre", "choix", choix=[{"code": "pme", "libelle": "PME"}]),
        question("combien", "entier"),
        question("effectif", "entier", unite="personnes"),
        question("texte", "texte_long"),
        question("site", "url"),
    ],
}


def test_une_annee_sans_montant_se_dit():
    lignes = [{"annee": 2027, "montant": 40000}, {"annee": 2028, "montant": None}]
    assert afficher(question("ca", "previsions"), lignes, {})["lignes"][1] == "2028\u00a0: non indiqué"


def dit(**reponses):
    return en_une_ligne(PARTIE, {"essai": reponses}, {})


@pytest.mark.parametrize(
    ("reponses", "ligne"),
    [
        ({}, ""),
        ({"consortium": "non", "combien": 6}, ""),
        ({"contact": "Claire Vasseur", "genre": "pme"}, "PME"),
        ({"genre": "pme", "effectif": 14, "texte": "Jamais atteint"}, "PME · 14\u00a0personnes"),
        ({"consortium": "oui", "membres": [{"nom": "Bocage", "a": 2}, {"nom": "Vasque"}]}, "Bocage, Vasque"),
        ({"consortium": "non", "membres": [{"nom": "Bocage"}], "genre": "pme"}, "PME"),
        ({"texte": "Un texte.", "site": "https://exemple.fr"}, "Un texte."),
        ({"texte": "Un.\r\nDeux\u202e."}, "Un. Deux."),
    ],
)
def test_une_partie_dit_ses_premieres_reponses(reponses, ligne):
    assert dit(**reponses) == ligne


@pytest.mark.parametrize("texte", ["mot " * 100, "x" * 500])
def test_une_reponse_longue_est_coupee(texte):
    ligne = dit(texte=texte)
    assert ligne.endswith(("mot…", "x…"))
    assert len(ligne) <= EN_UNE_LIGNE + 1
