"""How much an order owes to the choice of weights."""

from typing import NamedTuple


class Comparaison(NamedTuple):
    """A dossier against the one below it, at the n extreme weightings.

    The weightings that respect the hierarchy are the convex hull of (1/k,…,1/k,0,…,0), k = 1…n:
    what holds at these n points holds for all of them.
    """

    devant: int
    derriere: int
    n: int

    @property
    def est_robuste(self):
        """Tell whether the order holds whatever the weighting compatible with the hierarchy."""
        return self.devant > 0 and self.derriere == 0

    @property
    def est_identique(self):
        """Tell whether no compatible weighting can separate the two dossiers."""
        return self.devant == 0 and self.derriere == 0


def comparer(haut, bas):
    """Compare two Resultats that both have a total, at each extreme weighting.

    At the k-th one the total is the mean of the first k criteria: the sign of the difference is
    that of the partial sums, put over the same denominator.
    """
    devant = derriere = 0
    gauche, droite = bas.commun, haut.commun
    for cumul_haut, cumul_bas in zip(haut.cumuls, bas.cumuls, strict=True):
        ecart = cumul_haut * gauche - cumul_bas * droite
        if ecart > 0:
            devant += 1
        elif ecart < 0:
            derriere += 1
    return Comparaison(devant, derriere, len(haut.cumuls))
