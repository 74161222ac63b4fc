"""The ranking as a whole, against an independent formulation."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.regles.classement import classer
from evaluation.regles.moyennes import GrilleSoumise
from tests.evaluation.regles.reference import bareme_simple, grille, rangs_de_reference
from tests.evaluation.regles.strategies import commissions


def rangs(classement):
    return {ligne.dossier: ligne.rang for ligne in classement.lignes}


def test_sans_dossier_le_classement_est_vide():
    assert classer(bareme_simple(), [], []) == ((), (), ())


def test_un_dossier_partiellement_couvert_est_range_a_part():
    classement = classer(bareme_simple(2), ["a", "b"], [grille("a", 1, 5, None)])
    assert [r.dossier for r in classement.sans_total] == ["a"]
    assert [r.dossier for r in classement.non_evalues] == ["b"]
    assert classement.ligne("a") is None


def test_seule_la_derniere_ligne_n_a_pas_de_suivant():
    classement = classer(bareme_simple(1), "abc", [grille(d, 1, n) for d, n in zip("abc", (1, 5, 3), strict=True)])
    assert [ligne.dossier for ligne in classement.lignes] == ["b", "c", "a"]
    assert [ligne.suivant is None for ligne in classement.lignes] == [False, False, True]


@settings(max_examples=150)
@given(commissions())
def test_les_rangs_egalent_la_formulation_independante(commission):
    assert rangs(classer(*commission)) == rangs_de_reference(*commission)


@settings(max_examples=80)
@given(commissions(), st.randoms(use_true_random=False))
def test_l_ordre_des_dossiers_et_des_grilles_ne_change_aucun_rang(commission, hasard):
    bareme, dossiers, grilles = commission
    melanges, melangees = hasard.sample(dossiers, len(dossiers)), hasard.sample(grilles, len(grilles))
    assert rangs(classer(bareme, melanges, melangees)) == rangs(classer(*commission))


def test_cent_commissions_tirees_au_sort_sont_classees_comme_la_reference():
    hasard = random.Random(20260527)
    bareme = bareme_simple(8)
    for _ in range(100):
        dossiers = list(range(12))
        grilles = [
            GrilleSoumise(d, m, "experts", 1, tuple(hasard.choice((3, 4, 4, 5)) for _ in range(8)))
            for d in dossiers
            for m in range(hasard.choice((0, 1, 8, 14)))
        ]
        assert rangs(classer(bareme, dossiers, grilles)) == rangs_de_reference(bareme, dossiers, grilles)
