"""Robustness against random weightings, and against the definition at the extreme points."""

import random
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.regles.classement import classer
from evaluation.regles.moyennes import resultats
from evaluation.regles.robustesse import comparer
from tests.evaluation.regles.reference import bareme_simple, grille, total_de_reference
from tests.evaluation.regles.strategies import commissions, poids_admissibles


def comparaison(premier, second):
    bareme = bareme_simple(len(premier))
    return comparer(*resultats(bareme, ["a", "b"], [grille("a", 1, *premier), grille("b", 1, *second)]))


def test_un_dossier_meilleur_seulement_au_dernier_critere_est_derriere_partout():
    assert comparaison((3, 3, 5), (4, 3, 3)).derriere == 2


def test_deux_dossiers_identiques_ne_sont_robustes_ni_l_un_ni_l_autre():
    egalite = comparaison((4, 2), (4, 2))
    assert not egalite.est_robuste
    assert egalite.est_identique


def test_devant_a_un_point_et_a_egalite_aux_autres_est_robuste():
    assert comparaison((4, 3), (3, 4)).est_robuste


@settings(max_examples=80)
@given(commissions(), st.data())
def test_un_ordre_robuste_resiste_a_toute_ponderation_admissible(commission, donnees):
    bareme, dossiers, grilles = commission
    lignes = classer(bareme, dossiers, grilles).lignes
    poids = donnees.draw(poids_admissibles(len(bareme.criteres)))
    for haut, bas in pairwise(lignes):
        if haut.suivant.est_robuste:
            gauche, droite = (total_de_reference(bareme, x.dossier, grilles, poids) for x in (haut, bas))
            assert gauche >= droite


@settings(max_examples=80)
@given(commissions())
def test_devant_et_derriere_comptent_les_points_extremes(commission):
    bareme, dossiers, grilles = commission
    n = len(bareme.criteres)
    extremes = [(Fraction(1, k),) * k + (Fraction(0),) * (n - k) for k in range(1, n + 1)]
    for haut, bas in pairwise(classer(bareme, dossiers, grilles).lignes):
        ecarts = [
            total_de_reference(bareme, haut.dossier, grilles, poids)
            - total_de_reference(bareme, bas.dossier, grilles, poids)
            for poids in extremes
        ]
        assert haut.suivant == (sum(e > 0 for e in ecarts), sum(e < 0 for e in ecarts), n)


def test_des_milliers_de_ponderations_tirees_au_sort_ne_renversent_aucun_ordre_robuste():
    hasard, bareme, essais = random.Random(20260527), bareme_simple(8), 0
    for _ in range(80):
        dossiers = range(10)
        grilles = [grille(d, m, *(hasard.randint(2, 5) for _ in range(8))) for d in dossiers for m in range(3)]
        for haut, bas in pairwise(classer(bareme, dossiers, grilles).lignes):
            ecarts = [a.valeur - b.valeur for a, b in zip(haut.resultat.criteres, bas.resultat.criteres, strict=True)]
            tirages = [sorted((hasard.randint(0, 99) for _ in range(8)), reverse=True) for _ in range(30)]
            signes = [sum(p * e for p, e in zip(poids, ecarts, strict=True)) for poids in tirages]
            essais += haut.suivant.est_robuste and len(signes)
            assert not (haut.suivant.est_robuste and min(signes) < 0)
    assert essais > 1000
