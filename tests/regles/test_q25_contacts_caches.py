"""Q25: no blind review, but the contact persons' details are hidden from the commission."""

from candidatures.acces import Action, consulter
from candidatures.regles.dossier import Regard, question_visible


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
