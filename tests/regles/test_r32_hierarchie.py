"""R32: the criteria are hierarchised, and judged in that order."""

from fractions import Fraction

import pytest

from amihr.socle.refus import ActeRefuse
from evaluation.regles.bareme import CritereDuBareme, etablir_bareme
from evaluation.regles.classement import classer
from evaluation.regles.poids import poids_par_rang
from tests.evaluation.regles.reference import grille

CRITERES = [CritereDuBareme(rang, f"Critère {rang}") for rang in range(1, 9)]


def test_un_critere_ne_pese_jamais_plus_que_celui_qui_le_precede():
    with pytest.raises(ActeRefuse, match="poids_croissants"):
        etablir_bareme(CRITERES[:2], [Fraction(1, 3), Fraction(2, 3)], version=1)


@pytest.mark.parametrize("poids", [[], [1, 0, 0], [Fraction(1, 2), Fraction(1, 3)]])
def test_il_faut_un_poids_par_critere_et_une_somme_de_un(poids):
    with pytest.raises(ActeRefuse, match="bareme_poids"):
        etablir_bareme(CRITERES[:2], poids, version=1)


def test_une_grille_sans_critere_est_refusee():
    with pytest.raises(ActeRefuse, match="bareme_vide"):
        etablir_bareme([], [], version=1)


def test_le_meme_point_vaut_plus_sur_un_critere_mieux_place():
    bareme = etablir_bareme(CRITERES, poids_par_rang(8), version=1)
    grilles = [grille(place, 1, *[4 if rang == place else 3 for rang in range(8)]) for place in range(8)]
    lignes = classer(bareme, list(reversed(range(8))), grilles).lignes
    assert [ligne.dossier for ligne in lignes] == list(range(8))
    assert lignes[0].resultat.valeur == 3 + Fraction(2, 9)
