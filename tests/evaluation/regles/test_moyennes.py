"""Means, totals, dispersion and coverage, against an independent formulation."""

from fractions import Fraction
from math import sqrt
from statistics import pstdev

import pytest
from hypothesis import given, settings

from evaluation.regles.bareme import CritereDuBareme, etablir_bareme
from evaluation.regles.moyennes import par_college, resultats
from tests.evaluation.regles.reference import (
    bareme_simple,
    grille,
    moyennes_de_reference,
    total_de_reference,
)
from tests.evaluation.regles.strategies import commissions

INTEROPERABILITE = CritereDuBareme("interop", "Interopérabilité", (("raster", 2), ("lidar", 1), ("vecteur", 1)))


def un_resultat(bareme, *lignes):
    return resultats(bareme, ["d"], [grille("d", m, *ligne) for m, ligne in enumerate(lignes)])[0]


def test_sans_grille_rien_n_est_a_zero():
    obtenu = un_resultat(bareme_simple(2))
    assert (obtenu.n, obtenu.valeur, obtenu.centiemes, obtenu.affichee) == (0, None, None, "–")
    assert [m.valeur for m in obtenu.criteres] == [None, None]


def test_la_note_d_un_critere_est_la_moyenne_ponderee_de_ses_sous_criteres():
    bareme = etablir_bareme([INTEROPERABILITE], [1], version=1)
    assert un_resultat(bareme, (5, 2, 1)).valeur == Fraction(2 * 5 + 2 + 1, 4)


def test_un_sous_critere_sans_note_laisse_tout_le_critere_hors_du_compte():
    bareme = etablir_bareme([INTEROPERABILITE], [1], version=1)
    assert un_resultat(bareme, (5, None, 5), (1, 1, 1)).valeur == 1


def test_trente_trois_huitiemes_s_affiche_quatre_virgule_treize():
    assert un_resultat(bareme_simple(1), *[(n,) for n in (5, 4, 4, 4, 4, 4, 4, 4)]).affichee == "4,13"


@settings(max_examples=150)
@given(commissions())
def test_moyennes_et_totaux_egalent_la_formulation_independante(commission):
    bareme, dossiers, grilles = commission
    for obtenu in resultats(bareme, dossiers, grilles):
        attendues = moyennes_de_reference(bareme, obtenu.dossier, grilles)
        assert [m.valeur for m in obtenu.criteres] == attendues
        assert obtenu.valeur == total_de_reference(bareme, obtenu.dossier, grilles)


@given(commissions(hors_competence=False, membres_max=8))
def test_le_total_est_la_moyenne_des_totaux_des_membres_quand_tous_notent_tout(commission):
    bareme, dossiers, grilles = commission
    for obtenu in resultats(bareme, dossiers, grilles):
        assert obtenu.membres.valeur == obtenu.valeur
        assert obtenu.membres.n == obtenu.n


@given(commissions(membres_max=8))
def test_l_ecart_type_est_celui_de_statistics_au_demi_centieme_pres(commission):
    bareme, dossiers, grilles = commission
    for obtenu in resultats(bareme, dossiers, grilles):
        siennes = [g.notes for g in grilles if g.dossier == obtenu.dossier]
        for moyenne, place in zip(obtenu.criteres, bareme.colonnes, strict=True):
            if moyenne.n == len(siennes) > 0 and place.facteurs == (1,):
                notes = [notes[place.debut] for notes in siennes]
                assert (moyenne.minimum, moyenne.maximum) == (min(notes), max(notes))
                assert moyenne.ecart_type_centiemes / 100 == pytest.approx(pstdev(notes), abs=0.005001)
                assert sqrt(moyenne.variance) == pytest.approx(pstdev(notes))


def test_chaque_college_a_sa_moyenne_et_un_college_sans_grille_est_absent():
    grilles = [grille("d", 1, 5), grille("d", 2, 2, college="region"), grille("autre", 3, 0, college="groupement")]
    colleges = par_college(bareme_simple(1), "d", grilles)
    assert {college: r.valeur for college, r in colleges.items()} == {"experts": 5, "region": 2}
