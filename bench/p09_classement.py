"""P9: the exact ranking, ties and dominance included, beside its floor in NumPy doubles.

`python -m bench.p09_classement` writes one JSON line per size to bench/resultats/p09.jsonl.
"""

import json
import random
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import numpy

from evaluation.regles.bareme import CritereDuBareme, etablir_bareme
from evaluation.regles.classement import classer
from evaluation.regles.moyennes import GrilleSoumise
from evaluation.regles.poids import poids_par_rang

MEMBRES, CRITERES = 15, 8
CIBLES_MS = {300: 25, 3_000: 800}
RESULTATS = Path(__file__).parent / "resultats" / "p09.jsonl"


def commission(dossiers, hors_competence=0.02):
    """Return a Bareme and the counted grids of a whole commission, drawn from a fixed seed."""
    hasard = random.Random(9)
    bareme = etablir_bareme(
        [CritereDuBareme(rang, f"Critère {rang}") for rang in range(1, CRITERES + 1)],
        poids_par_rang(CRITERES),
        version=1,
    )
    grilles = [
        GrilleSoumise(
            dossier,
            membre,
            "experts",
            1,
            tuple(None if hasard.random() < hors_competence else hasard.randint(0, 5) for _ in range(CRITERES)),
        )
        for dossier in range(dossiers)
        for membre in range(MEMBRES)
    ]
    return bareme, range(dossiers), grilles


def plancher(bareme, notes):
    """Rank in doubles: means, totals, order, adjacent dominance. Not exact: the floor only."""
    moyennes = numpy.nanmean(notes, axis=1)
    totaux = moyennes @ numpy.array([float(part) for part in bareme.poids])
    cles = numpy.round(numpy.column_stack([totaux, moyennes]), 2)
    ordre = numpy.lexsort(-cles.T[::-1])
    cumuls = numpy.cumsum(moyennes[ordre], axis=1)
    return ordre, (cumuls[:-1] >= cumuls[1:]).all(axis=1)


def premier_quartile(appel, fois):
    """Return the first quartile of the durations of `appel`, in milliseconds."""
    durees = []
    for _ in range(fois):
        debut = perf_counter()
        appel()
        durees.append((perf_counter() - debut) * 1000)
    return quantiles(durees, n=4)[0]


def mesurer(fois=7):
    """Yield one measure per size: exact ranking, floor, their ratio, the target."""
    for dossiers, cible in CIBLES_MS.items():
        bareme, cles, grilles = commission(dossiers)
        notes = numpy.array([grille.notes for grille in grilles], dtype=float).reshape(dossiers, MEMBRES, CRITERES)
        exact = premier_quartile(lambda b=bareme, c=cles, g=grilles: classer(b, c, g), fois)
        sol = premier_quartile(lambda b=bareme, n=notes: plancher(b, n), fois)
        yield {
            "charge": "P9",
            "taille": dossiers,
            "membres": MEMBRES,
            "mesure_ms": round(exact, 2),
            "plancher_ms": round(sol, 2),
            "rapport": round(exact / sol, 2),
            "cible_ms": cible,
            "tenue": exact <= cible,
        }


if __name__ == "__main__":
    RESULTATS.parent.mkdir(exist_ok=True)
    with RESULTATS.open("a") as sortie:
        for ligne in mesurer():
            texte = json.dumps(ligne, ensure_ascii=False)
            print(texte)
            sortie.write(texte + "\n")
