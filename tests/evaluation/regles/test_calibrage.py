"""What separates a member's notes of a fictional dossier from everybody's: exact, and recomputed another way."""

from fractions import Fraction
from statistics import median, pstdev

from hypothesis import given
from hypothesis import strategies as st

from evaluation.regles.calibrage import ecarts, mediane
from evaluation.regles.grille import CritereLu, GrilleLue, SousCritereLu

ECHELLE = {"minimum": 0, "maximum": 5, "pas": 1, "mots": {}}
PARTS = (SousCritereLu(7, "Raster", 2), SousCritereLu(8, "Vecteur", 1))
GRILLE = GrilleLue(
    1, 1, "rang", ECHELLE,
    (CritereLu(1, 1, "Innovation", "", "", Fraction(2, 3), (), {}), CritereLu(2, 2, "Formats", "", "", Fraction(1, 3), PARTS, {})),
)  # fmt: skip


def en_clair(lignes, mienne=None):
    return [ecart.en_clair for ecart in ecarts(GRILLE, lignes, mienne)]


def test_l_ecart_est_la_note_moins_la_moyenne_de_tous_la_sienne_comprise():
    premier, second = en_clair([(5, 4, 4), (2, 4, 1), (2, 1, 1)], mienne=(5, 4, 4))
    assert (premier["moyenne"], premier["mediane"], premier["etendue"], premier["n"]) == (
        "3,00",
        "2",
        "2\u00a0à\u00a05",
        3,
    )
    assert (premier["mienne"], premier["ecart"], premier["ecart_type"], premier["est_grand"]) == (
        "5",
        "+2,00",
        "1,41",
        True,
    )
    assert (second["mienne"], second["moyenne"], second["mediane"], second["ecart"]) == ("4", "2,67", "3", "+1,33")


def test_hors_de_sa_competence_ne_compte_nulle_part():
    premier, _ = en_clair([(None, 4, 4), (2, 4, 1)], mienne=(None, 4, 4))
    assert (premier["n"], premier["moyenne"], premier["mienne"], premier["ecart"]) == (1, "2,00", "", "")


def test_sans_aucune_note_rien_n_est_zero():
    for critere in en_clair([]):
        assert {critere[nom] for nom in ("mienne", "moyenne", "mediane", "etendue", "ecart_type", "ecart")} == {""}


def test_un_ecart_d_un_point_juste_est_grand_et_moins_non():
    assert [ecart.est_grand for ecart in ecarts(GRILLE, [(4, 3, 3), (2, 3, 3)], (4, 3, 3))] == [True, False]
    assert [ecart.est_grand for ecart in ecarts(GRILLE, [(4, 3, 3), (3, 3, 3)], (4, 3, 3))] == [False, False]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=15))
def test_moyenne_mediane_et_ecart_type_sont_ceux_d_un_autre_calcul(lignes):
    formats = [Fraction(2 * raster + vecteur, 3) for _, raster, vecteur in lignes]
    calcules = ecarts(GRILLE, lignes, lignes[0])
    for calcule, notes in zip(calcules, ([Fraction(ligne[0]) for ligne in lignes], formats), strict=True):
        assert calcule.moyenne.valeur == sum(notes) / len(notes)
        assert calcule.mediane == median(notes)
        assert calcule.ecart == notes[0] - sum(notes) / len(notes)
        assert abs(calcule.moyenne.ecart_type_centiemes - 100 * pstdev(notes)) <= 0.5001


def test_la_mediane_de_rien_n_est_rien():
    assert mediane([]) is None
