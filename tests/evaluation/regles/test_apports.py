"""What each note brings to its author's mean: exact, their sum is the mean, and a criterion outside one's field counts nowhere."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from evaluation.regles.apports import apports, poids_entiers
from evaluation.regles.grille import CritereLu, GrilleLue, SousCritereLu
from evaluation.regles.membre import ligne_de
from evaluation.regles.moyennes import resultat
from evaluation.regles.poids import poids_par_rang

ECHELLE = {"minimum": 0, "maximum": 5, "pas": 1, "mots": {}}


def grille_de(parts):
    """A grid whose criteria have parts of these weights, or none."""
    poids = poids_par_rang(len(parts))
    criteres = [
        CritereLu(rang, rang, f"C{rang}", "", "", part, tuple(SousCritereLu(10 * rang + i, "", p) for i, p in enumerate(siens)), {})
        for rang, (siens, part) in enumerate(zip(parts, poids, strict=True), 1)
    ]  # fmt: skip
    return GrilleLue(1, 1, "rang", ECHELLE, tuple(criteres))


PARTS = st.lists(st.lists(st.integers(1, 5), max_size=3).filter(lambda p: len(p) != 1), min_size=2, max_size=8)


@st.composite
def saisies(draw):
    """(Grid, answers of every cell, criteria outside one's field)."""
    grille = grille_de(draw(PARTS))
    reponses = {case: draw(st.integers(0, 5)) for critere in grille.criteres for case in critere.cases}
    hors = draw(st.sets(st.sampled_from([critere.pk for critere in grille.criteres])))
    return grille, reponses, hors


def par_case(lus):
    """What each noted cell brings to the mean, exact."""
    return {case: Fraction(part, lus.total) for case, part in lus.parts.items()}


def test_une_note_qui_manque_n_est_jamais_un_zero():
    grille = grille_de([[], [1, 1], []])
    lus = apports(grille, {(1, None): 4, (2, 20): 5}, set())
    assert (lus.moyenne, lus.notes, lus.combien) == (None, 1, 3)
    assert set(lus.parts) == {(1, None), (2, 20)}
    assert lus.phrase.endswith("non calculée, 1\u00a0critère noté sur 3")


def test_tout_hors_de_sa_competence_ne_fait_aucune_moyenne():
    lus = apports(grille_de([[], []]), {}, {1, 2})
    assert (lus.moyenne, lus.combien, lus.hors) == (None, 0, 2)


@given(saisies())
def test_la_somme_des_apports_est_la_moyenne_et_sans_rien_hors_celle_du_classement(saisie):
    grille, reponses, _ = saisie
    lus = apports(grille, reponses, set())
    assert sum(par_case(lus).values()) == lus.moyenne
    assert lus.moyenne == resultat(grille.bareme, None, [ligne_de(grille.bareme, reponses)]).valeur


@given(saisies())
def test_hors_de_sa_competence_les_autres_poids_sont_ramenes_a_un(saisie):
    grille, reponses, hors = saisie
    lus = apports(grille, reponses, hors)
    reste = [c for c in grille.criteres if c.pk not in hors]
    total = sum(c.poids for c in reste)
    attendu = {
        case: reponses[case]
        * c.poids
        * Fraction(s.poids if s else 1, sum(a.poids for a in c.sous_criteres) or 1)
        / total
        for c in reste
        for case, s in zip(c.cases, c.sous_criteres or (None,), strict=True)
    }
    assert par_case(lus) == attendu
    assert lus.moyenne == (sum(attendu.values()) if reste else None)


@given(PARTS)
def test_les_poids_du_script_sont_des_entiers_dans_le_rapport_des_poids(parts):
    grille = grille_de(parts)
    poids = poids_entiers(grille)
    total = sum(poids.values())
    for critere in grille.criteres:
        assert Fraction(sum(poids[case] for case in critere.cases), total) == critere.poids


def test_les_mots_disent_a_quelle_moyenne():
    grille = grille_de([[], [], []])  # 1/2, 1/3, 1/6
    entiere = apports(grille, {(1, None): 4, (2, None): 3, (3, None): 2}, set())
    assert entiere.ancre((1, None), 4, "Bon") == "4, soit 2,00 de la moyenne\u00a0: Bon"
    assert entiere.phrase == "Moyenne pondérée provisoire\u00a0: 3,33"
    ailleurs = apports(grille, {(1, None): 4, (2, None): 3}, {3})
    assert ailleurs.ancre((1, None), 4, "Bon") == "4, soit 2,40 de votre moyenne sur 2\u00a0critères\u00a0: Bon"
    assert ailleurs.phrase == (
        "Moyenne pondérée provisoire sur 2\u00a0critères\u00a0: 3,60, 1 hors de votre compétence"
    )
