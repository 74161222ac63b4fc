"""R23: three mandatory attachments: Kbis, attestation fiscale, the logo as an image file."""

import pytest

from candidatures.regles.completude import manques
from candidatures.regles.formulaire import piece_de
from tests.fabriques.editions import FORMULAIRE, REPONSES

PIECES = {"kbis", "fiscal", "logo"}


@pytest.mark.parametrize("piece", sorted(PIECES))
def test_sans_l_une_des_trois_pieces_le_dossier_est_incomplet(piece):
    trouves = manques(FORMULAIRE, REPONSES, PIECES - {piece})
    assert [(manque.partie, manque.code) for manque in trouves] == [("pieces", piece)]


def test_une_annexe_facultative_ne_manque_pas():
    assert manques(FORMULAIRE, REPONSES, PIECES) == []


def test_l_appel_de_2026_exige_ces_trois_la_et_elles_seules(appel_2026):
    exigees = {piece["genre"] for piece in appel_2026.formulaire["pieces"] if piece["obligatoire"]}
    assert exigees == PIECES


def test_le_logo_est_une_image(appel_2026):
    logo = next(piece for piece in appel_2026.formulaire["pieces"] if piece["genre"] == "logo")
    assert "pdf" not in piece_de(appel_2026.formulaire, logo["code"])["types"]
