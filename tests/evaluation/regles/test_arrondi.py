"""Rounding is half up, exact, and only for display."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.regles.arrondi import (
    centiemes,
    ecrire,
    ecrire_apport,
    ecrire_ecart,
    ecrire_pourcentage,
    tombent_juste,
)
from evaluation.regles.poids import barycentre, poids_par_rang


@pytest.mark.parametrize(
    ("valeur", "texte"),
    [
        (Fraction(33, 8), "4,13"),  # the known trap: 4.125 came out as 4,12 from Decimal means
        (Fraction(1, 200), "0,01"),
        (Fraction(1, 201), "0,00"),
        (Fraction(-33, 8), "\u22124,13"),
        (Fraction(2999, 1000), "3,00"),
        (5, "5,00"),
        (0, "0,00"),
    ],
)
def test_l_arrondi_est_au_centieme_superieur_a_mi_chemin(valeur, texte):
    assert ecrire(valeur) == texte


@given(st.integers(0, 10**6), st.integers(1, 10**4))
def test_l_arrondi_suit_une_division_decimale_tres_longue(numerateur, denominateur):
    with localcontext() as contexte:
        contexte.prec = 60
        quotient = Decimal(numerateur) / Decimal(denominateur)
        attendu = int((quotient * 100).quantize(Decimal(1), ROUND_HALF_UP))
    assert centiemes(numerateur, denominateur) == attendu


@given(st.fractions())
def test_un_ecart_et_son_oppose_s_affichent_pareil(valeur):
    assert centiemes(*valeur.as_integer_ratio()) == -centiemes(*(-valeur).as_integer_ratio())


@pytest.mark.parametrize(
    ("valeur", "texte"),
    [
        (Fraction(1, 4), "+0,25"),
        (Fraction(-1, 4), "\u22120,25"),
        (0, "0"),
        (Fraction(1, 201), "0"),
        (Fraction(-1, 201), "0"),
        (Fraction(1, 200), "+0,01"),
    ],
)
def test_un_ecart_qui_s_arrondit_a_rien_n_a_pas_de_signe(valeur, texte):
    assert ecrire_ecart(valeur) == texte


@pytest.mark.parametrize(("valeur", "texte"), [(0, "0"), (Fraction(1, 201), "moins de 0,01"), (Fraction(2, 3), "0,67")])
def test_ce_qui_n_apporte_rien_et_ce_qui_apporte_peu_ne_s_ecrivent_pas_pareil(valeur, texte):
    assert ecrire_apport(valeur) == texte


def test_des_pourcentages_arrondis_se_disent_arrondis():
    assert tombent_juste([Fraction(1, 2), Fraction(1, 2)])
    assert tombent_juste(poids_par_rang(4))
    assert not tombent_juste(poids_par_rang(8))
    assert not tombent_juste(barycentre(8))


def test_un_pourcentage_a_une_decimale_et_une_espace_insecable():
    assert ecrire_pourcentage(Fraction(2, 9)) == "22,2\u00a0%"
