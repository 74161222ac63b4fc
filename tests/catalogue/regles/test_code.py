"""T9: codes are unguessable, and read again without mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amihr.socle.codes import ALPHABET, ecrire, normaliser, tirer
from catalogue.regles.code import code_neuf, code_saisi


@pytest.mark.parametrize(
    "saisie",
    ["", "7K4M", "7K4M-QX2PP", "7K4N-QX20", "7K4I-QX2P", "7K4M-QX2O", "7K4M-QX2é", "7K4M\x00QX2P", "' OR 1=1"],
)
def test_ce_qui_ne_peut_pas_etre_un_code_est_refuse(saisie):
    assert code_saisi(saisie) is None


@pytest.mark.parametrize(
    "saisie",
    [
        "7K4M-QX2P",
        " 7k4m qx2p ",
        "7K4M–QX2P",
        "7K4M.QX2P",
        "7\u00a0K4MQX2P",
        "７Ｋ４ＭＱＸ２Ｐ",
        "https://ami.example/verifier/7K4M-QX2P/",
    ],
)
def test_un_code_bien_recopie_est_reconnu(saisie):
    assert code_saisi(saisie) == "7K4MQX2P"


def test_l_alphabet_a_trente_deux_signes_sans_o_i_zero_un():
    assert len(ALPHABET) == 32
    assert not set("OI01") & set(ALPHABET)


@given(st.text(max_size=40))
def test_aucune_saisie_ne_fait_d_erreur(saisie):
    code = code_saisi(saisie)
    assert code is None or code_saisi(ecrire(code)) == code


def test_mille_codes_tires_sont_tous_differents():
    codes = {code_neuf() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)


def test_tous_les_signes_sont_tires():
    assert set(tirer(4000)) == set(ALPHABET)


def test_le_code_d_un_accuse_s_ecrit_en_trois_groupes():
    code = tirer(12)
    assert ecrire(code) == f"{code[:4]}-{code[4:8]}-{code[8:]}"
    assert normaliser(ecrire(code), 12) == code
