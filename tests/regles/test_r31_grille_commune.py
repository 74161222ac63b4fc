"""R31: one common grid for all."""

import pytest

from amihr.socle.refus import ActeRefuse
from evaluation.regles.moyennes import regrouper
from tests.evaluation.regles.reference import bareme_simple, grille


def test_une_note_donnee_sur_une_autre_version_est_refusee():
    with pytest.raises(ActeRefuse, match="grilles_melangees"):
        regrouper(bareme_simple(2), [grille("a", 1, 3, 3), grille("b", 1, 3, 3, version=2)])


def test_une_grille_d_une_autre_longueur_est_refusee():
    with pytest.raises(ActeRefuse, match="grilles_melangees"):
        regrouper(bareme_simple(2), [grille("a", 1, 3, 3, 3)])


def test_les_grilles_de_la_meme_version_sont_reunies_par_dossier():
    grilles = [grille("a", 1, 3, 3), grille("b", 1, 4, 4), grille("a", 2, 5, 5)]
    assert regrouper(bareme_simple(2), grilles) == {"a": [(3, 3), (5, 5)], "b": [(4, 4)]}
