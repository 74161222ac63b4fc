"""Q10: how equal totals are told apart, and when they are not."""

import pytest

from evaluation.regles.classement import classer, departager
from evaluation.regles.moyennes import resultats
from tests.evaluation.regles.reference import bareme_simple, grille


def places(bareme, **notes):
    grilles = [grille(dossier, rang, *ligne) for dossier, lignes in notes.items() for rang, ligne in enumerate(lignes)]
    return {r.dossier: rang for rang, r in departager(resultats(bareme, list(notes), grilles))}


def test_un_dossier_non_evalue_n_est_pas_classe_dernier():
    classement = classer(bareme_simple(1), ["a", "vide"], [grille("a", 1, 0)])
    assert [ligne.dossier for ligne in classement.lignes] == ["a"]
    assert [r.dossier for r in classement.non_evalues] == ["vide"]


def test_le_premier_critere_departage_a_total_affiche_egal():
    assert places(bareme_simple(3), a=[(3, 3, 3)], b=[(3, 2, 5)]) == {"a": 1, "b": 2}


def test_deux_egaux_partagent_le_rang_et_le_suivant_le_saute():
    egaux = places(bareme_simple(2), a=[(5, 5)], b=[(4, 4)], c=[(4, 4)], d=[(1, 1)])
    assert egaux == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_un_ecart_invisible_a_deux_decimales_ne_departage_pas():
    mille = [(3,)] * 999 + [(4,)]
    assert places(bareme_simple(1), a=mille, b=[(3,)]) == {"a": 1, "b": 1}


def test_un_ecart_exact_invisible_cede_a_un_critere_visible():
    """The exact total of b is above; both show 3,00; a shows more on criterion 1."""
    a = [(3, 3)] * 300 + [(4, 0)] * 2 + [(3, 2)]
    b = [(3, 3)] * 303
    assert places(bareme_simple(2), a=a, b=b) == {"a": 1, "b": 2}


@pytest.mark.parametrize("noms", [("a", "z"), ("z", "a"), (1, 9), (9, 1)])
def test_ni_le_nom_ni_le_numero_ne_departage(noms):
    grilles = [grille(nom, 1, 4, 2) for nom in noms]
    obtenus = resultats(bareme_simple(2), noms, grilles)
    assert [rang for rang, _ in departager(obtenus)] == [1, 1]
