"""Random grids for the property tests."""

from fractions import Fraction

from hypothesis import strategies as st

from evaluation.regles.bareme import CritereDuBareme, etablir_bareme
from evaluation.regles.moyennes import GrilleSoumise


@st.composite
def poids_admissibles(draw, n):
    """Any weighting that respects the hierarchy: non-increasing, summing to 1."""
    ecarts = draw(st.lists(st.integers(0, 9), min_size=n, max_size=n).filter(any))
    valeurs = [Fraction(sum(ecarts[rang:])) for rang in range(n)]
    return tuple(valeur / sum(valeurs) for valeur in valeurs)


@st.composite
def baremes(draw, criteres_max=8):
    """A Bareme with any admissible weights, and sub-criteria here and there."""
    n = draw(st.integers(1, criteres_max))
    parts = st.one_of(st.just(()), st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple))
    criteres = [CritereDuBareme(rang, f"Critère {rang}", tuple(enumerate(draw(parts)))) for rang in range(n)]
    return etablir_bareme(criteres, draw(poids_admissibles(n)), version=1, maximum=draw(st.sampled_from((5, 3))))


@st.composite
def commissions(draw, dossiers_max=6, membres_max=5, hors_competence=True):
    """A Bareme, dossiers, and grids of which some are missing and some leave criteria out."""
    bareme = draw(baremes())
    dossiers = [f"d{rang}" for rang in range(draw(st.integers(1, dossiers_max)))]
    note = st.integers(bareme.minimum, bareme.maximum)
    case = st.one_of(note, note, note, st.none()) if hors_competence else note
    ligne = st.tuples(*[case] * len(bareme.cases))
    grilles = [
        GrilleSoumise(dossier, membre, "ab"[membre % 2], 1, draw(ligne))
        for dossier in dossiers
        for membre in range(draw(st.integers(0, membres_max)))
    ]
    return bareme, dossiers, grilles
