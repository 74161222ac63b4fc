"""Q9: the weights come from the rank; custom ones never increase down the ranks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amihr.socle.refus import ActeRefuse
from evaluation.regles.arrondi import ecrire_pourcentage
from evaluation.regles.poids import BARYCENTRE, PAR_RANG, PERSONNALISEE, poids


def pourcentages(methode, n):
    return [ecrire_pourcentage(part).removesuffix("\u00a0%") for part in poids(methode, n)]


@pytest.mark.parametrize(
    ("valeurs", "code"),
    [
        ((1, 2), "poids_croissants"),
        ((3, 2, 2, 3), "poids_croissants"),
        ((1, -1), "poids_negatif"),
        ((0, 0), "poids_nuls"),
    ],
)
def test_des_poids_personnalises_inadmissibles_sont_refuses(valeurs, code):
    with pytest.raises(ActeRefuse, match=code):
        poids(PERSONNALISEE, len(valeurs), valeurs)


def test_il_faut_un_poids_par_critere():
    with pytest.raises(ActeRefuse, match="poids_nombre"):
        poids(PERSONNALISEE, 3, (2, 1))


def test_une_methode_inconnue_est_refusee():
    with pytest.raises(ActeRefuse, match="poids_methode"):
        poids("hasard", 3)


def test_la_somme_des_rangs_a_huit_criteres_donne_les_poids_annonces():
    assert pourcentages(PAR_RANG, 8) == ["22,2", "19,4", "16,7", "13,9", "11,1", "8,3", "5,6", "2,8"]


def test_le_barycentre_a_huit_criteres_donne_les_poids_annonces():
    """The seventh is 15/448, that is 3.348 %: 3,3 and not 3,4."""
    assert poids(BARYCENTRE, 8)[6] == Fraction(15, 448)
    assert pourcentages(BARYCENTRE, 8) == ["34,0", "21,5", "15,2", "11,1", "7,9", "5,4", "3,3", "1,6"]


@given(st.sampled_from((PAR_RANG, BARYCENTRE)), st.integers(1, 40))
def test_les_poids_decroissent_et_font_un_exactement(methode, n):
    parts = poids(methode, n)
    assert sum(parts) == 1
    assert list(parts) == sorted(parts, reverse=True)
    assert len(set(parts)) == n


@given(st.integers(1, 20))
def test_le_barycentre_est_celui_des_points_extremes(n):
    extremes = [[Fraction(1, k) if rang <= k else 0 for rang in range(1, n + 1)] for k in range(1, n + 1)]
    assert list(poids(BARYCENTRE, n)) == [sum(colonne) / n for colonne in zip(*extremes, strict=True)]


def test_des_poids_personnalises_sont_ramenes_a_une_somme_de_un():
    assert poids(PERSONNALISEE, 3, (30, 10, 10)) == (Fraction(3, 5), Fraction(1, 5), Fraction(1, 5))
