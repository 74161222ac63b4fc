"""Q25: no blind review, but the contact persons' details are hidden from the commission."""

import pytest

from candidatures.acces import Action, consulter
from candidatures.regles.dossier import Regard, parties_lues, question_visible


def codes(dossier):
    return {reponse.question["code"] for partie in dossier.parties for reponse in partie.reponses}


def test_une_question_privee_est_cachee_de_la_commission_seulement():
    assert not question_visible({"prive": True}, {}, Regard.COMMISSION)
    assert all(question_visible({"prive": True}, {}, regard) for regard in (Regard.EQUIPE, Regard.INSTRUCTION))
    assert question_visible({"prive": False}, {}, Regard.COMMISSION)


def test_la_commission_lit_le_nom_de_la_structure_sans_son_contact(mona_lit, agnes, en_evaluation, apres):
    assert "contact" in codes(consulter(agnes, en_evaluation.reference, Action.LIRE_ADMINISTRATIF))
    lus = codes(consulter(mona_lit, en_evaluation.reference, Action.LIRE))
    assert ("denomination" in lus, "contact" in lus) == (True, False)


REFERENCES = {
    "code": "references",
    "libelle": "Références",
    "type": "liste",
    "sous_champs": [
        {"code": "collectivite", "libelle": "Collectivité", "type": "texte_court"},
        {"code": "contact", "libelle": "Contact dans la collectivité", "type": "texte_court", "prive": True},
    ],
}
LIGNE = {"collectivite": "Montreuil", "contact": "Nadia Renaud"}


def lue(regard, **partie):
    """The only answer of a part, as that reader has it."""
    formulaire = {"parties": [{"slug": "references", "titre": "Références", "questions": [REFERENCES]} | partie]}
    return parties_lues(formulaire, {"references": {"references": [LIGNE]}}, regard)[0].reponses[0]


@pytest.mark.parametrize(
    ("regard", "instruction", "voit"),
    [
        (Regard.EQUIPE, False, True),
        (Regard.INSTRUCTION, True, True),
        (Regard.RAPPORT, True, True),
        (Regard.RAPPORT, False, False),
        (Regard.COMMISSION, True, False),
    ],
)
def test_une_colonne_privee_d_une_liste_est_cachee_de_la_commission(regard, instruction, voit):
    reponse = lue(regard, instruction=instruction)
    assert ("Nadia Renaud" in repr(reponse), "Contact" in repr(reponse)) == (voit, voit)
    assert "Montreuil" in reponse.affichage["texte"]
