"""Q5: an institute, which has no Kbis, is asked for the equivalent document that the edition names."""

from candidatures.regles.formulaire import libelle_de_piece, piece_de
from candidatures.regles.instruction import points_a_examiner
from tests.fabriques.editions import FORMULAIRE


def test_une_entreprise_joint_son_kbis():
    assert libelle_de_piece(piece_de(FORMULAIRE, "kbis"), False) == "Kbis"


def test_un_institut_joint_le_document_equivalent():
    assert libelle_de_piece(piece_de(FORMULAIRE, "kbis"), True) == "Avis Sirene ou statuts"


def test_sans_equivalent_la_piece_garde_son_nom():
    assert libelle_de_piece(piece_de(FORMULAIRE, "fiscal"), True) == "Attestation fiscale"


def test_son_examen_nomme_la_piece_comme_elle_lui_a_ete_demandee():
    for institut, attendu in ((False, "Kbis"), (True, "Avis Sirene ou statuts")):
        points = points_a_examiner(FORMULAIRE, "recevabilite", institut=institut)
        assert [point.libelle for point in points if point.piece == "kbis"] == [attendu]
