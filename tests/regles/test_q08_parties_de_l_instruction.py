"""Q8: who instructs reads the parts and the pieces of the instruction; the commission, the technical dossier."""

from candidatures.acces import Action, consulter
from candidatures.regles.dossier import Regard, partie_visible, piece_visible


def test_une_partie_technique_est_fermee_a_l_instruction():
    assert partie_visible({"instruction": True}, Regard.INSTRUCTION)
    assert not partie_visible({"instruction": False}, Regard.INSTRUCTION)
    assert partie_visible({"instruction": False}, Regard.COMMISSION)


def test_une_piece_privee_est_fermee_a_la_commission():
    assert piece_visible({"prive": True}, Regard.INSTRUCTION)
    assert not piece_visible({"prive": True}, Regard.COMMISSION)


def test_l_agent_lit_la_structure_et_le_consortium_seulement(agnes, en_evaluation, apres):
    dossier = consulter(agnes, en_evaluation.reference, Action.LIRE_ADMINISTRATIF)
    assert [partie.slug for partie in dossier.parties] == ["structure", "consortium"]
    assert {piece.emplacement for piece in dossier.pieces} == {"kbis", "fiscal"}


def test_le_membre_lit_le_dossier_technique_sans_les_pieces(mona_lit, en_evaluation, apres):
    dossier = consulter(mona_lit, en_evaluation.reference, Action.LIRE)
    assert "memoire" in [partie.slug for partie in dossier.parties]
    assert {piece.emplacement for piece in dossier.pieces} == {"logo"}
