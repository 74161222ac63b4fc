"""Where things stand in the drawings of the ranking: percentages of a width, rows of a height. Their tables say the figures."""

from fractions import Fraction
from typing import NamedTuple

PAS = Fraction(1, 2)  # an axis ends on a half
LIGNES_AU_PLUS = 15  # of a drawing that crosses lines: beyond, nobody follows one


class Barre(NamedTuple):
    """One bar, in hundredths of the width."""

    debut: Fraction
    largeur: Fraction


def bout_de_l_axe(valeurs):
    """Return where an axis ends: the first half above every value, at least one step."""
    plus_loin = max((abs(Fraction(valeur)) for valeur in valeurs), default=Fraction(0))
    return max(PAS, -(-plus_loin // PAS) * PAS)


def barres(valeurs, *, zero=0):
    """Return (end of the axis, [Barre]); ``zero``: where zero stands, 0 at the left, 50 in the middle.

    A negative value needs zero in the middle: its bar goes to the left.
    """
    bout = bout_de_l_axe(valeurs)
    echelle = (100 - Fraction(zero)) / bout
    return bout, [
        Barre(zero + min(Fraction(valeur), Fraction(0)) * echelle, abs(Fraction(valeur)) * echelle)
        for valeur in valeurs
    ]


def places(rangs):
    """Return, for each line given by its ranks in each column, its place (from 0) in each column.

    Lines come in the order of the first column; those of one rank stand side by side, in that order. A place is among the
    lines that are given: ranks are those of all.
    """
    colonnes = (
        [sorted(range(len(rangs)), key=lambda i, c=c: (rangs[i][c], i)) for c in range(len(rangs[0]))] if rangs else []
    )
    return [tuple(colonne.index(i) for colonne in colonnes) for i in range(len(rangs))]
