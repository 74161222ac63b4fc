"""What the page of the grid says of a criterion that is not answered."""

from fractions import Fraction

import pytest

from evaluation.forms.grille import GrilleAffichee
from evaluation.regles.grille import CritereLu, GrilleLue, SousCritereLu

PARTS = (SousCritereLu(7, "Raster", 2), SousCritereLu(8, "Vecteur", 1), SousCritereLu(9, "LiDAR", 1))
GRILLE = GrilleLue(
    1, 1, "rang", {"minimum": 0, "maximum": 5, "pas": 1, "mots": {}},
    (CritereLu(2, 1, "Formats", "", "", Fraction(1), PARTS, {}),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("notees", "dit", "ancre"),
    [
        ((), "Notez le critère 1, Formats", "id_c2_7_0"),
        ((7, 9), "Critère 1, Formats : notez aussi « Vecteur »", "id_c2_8_0"),
        ((7,), "Critère 1, Formats : notez aussi « Vecteur », « LiDAR »", "id_c2_8_0"),
    ],
)
def test_le_refus_nomme_les_parties_qui_manquent_et_y_mene(notees, dit, ancre):
    affichee = GrilleAffichee(GRILLE, {(2, sous): 3 for sous in notees}, {}, hors_permis=False, manques=(2,))
    (erreur,) = affichee.erreurs
    assert (erreur["texte"].replace("\u00a0", " "), erreur["ancre"]) == (dit, ancre)
