"""The ranking written another way, straight from the definitions, with nothing but Fractions.

Slow and plain on purpose: it shares no line, no integer trick and no rounding with the rules.
"""

from fractions import Fraction
from math import floor

from evaluation.regles.bareme import CritereDuBareme, etablir_bareme
from evaluation.regles.moyennes import GrilleSoumise
from evaluation.regles.poids import poids_par_rang


def bareme_simple(n=8, poids=None, maximum=5):
    """Return a Bareme of n criteria without sub-criteria."""
    criteres = [CritereDuBareme(rang, f"Critère {rang}") for rang in range(1, n + 1)]
    return etablir_bareme(criteres, poids or poids_par_rang(n), version=1, maximum=maximum)


def grille(dossier, membre, *notes, college="experts", version=1):
    """Return one submitted grid."""
    return GrilleSoumise(dossier, membre, college, version, tuple(notes))


def moyennes_de_reference(bareme, dossier, grilles):
    """Return the mean of each criterion, None without a note."""
    moyennes = []
    for place, critere in enumerate(bareme.criteres):
        debut = sum(len(autre.cases) for autre in bareme.criteres[:place])
        notes = []
        for une in grilles:
            cellules = une.notes[debut : debut + len(critere.cases)]
            if une.dossier == dossier and None not in cellules:
                parts = [Fraction(part) for _, part in critere.sous_criteres] or [Fraction(1)]
                notes.append(sum(p / sum(parts) * c for p, c in zip(parts, cellules, strict=True)))
        moyennes.append(sum(notes) / Fraction(len(notes)) if notes else None)
    return moyennes


def total_de_reference(bareme, dossier, grilles, poids=None):
    """Return Σ w·mean, None as soon as a criterion has no note."""
    moyennes = moyennes_de_reference(bareme, dossier, grilles)
    if None in moyennes:
        return None
    return sum(w * m for w, m in zip(poids or bareme.poids, moyennes, strict=True))


def arrondi_de_reference(valeur):
    """Round a Fraction half up to hundredths, as an integer."""
    return floor(valeur * 100 + Fraction(1, 2))


def rangs_de_reference(bareme, dossiers, grilles):
    """Return {dossier: 1 + the number of dossiers strictly better}, without sorting anything."""
    cles = {}
    for dossier in dossiers:
        total = total_de_reference(bareme, dossier, grilles)
        if total is not None:
            moyennes = moyennes_de_reference(bareme, dossier, grilles)
            cles[dossier] = [arrondi_de_reference(v) for v in (total, *moyennes)]
    return {d: 1 + sum(autre > cle for autre in cles.values()) for d, cle in cles.items()}
