"""Weights of the criteria: the text ranks them and gives no figure."""

from fractions import Fraction
from itertools import pairwise

from amihr.socle.refus import exiger

PAR_RANG = "rang"
BARYCENTRE = "barycentre"
PERSONNALISEE = "personnalisee"


def poids(methode, n, valeurs=()):
    """Return the n exact weights, which sum to 1, of criteria given from first to last.

    Q9: derived from the rank, by rank sum unless the edition says otherwise; custom weights
    never increase down the ranks.
    Raises ActeRefuse: « poids_methode », and those of `personnalises`.
    """
    exiger(methode in (PAR_RANG, BARYCENTRE, PERSONNALISEE), "poids_methode", methode=methode)
    if methode == PERSONNALISEE:
        exiger(len(valeurs) == n, "poids_nombre", attendus=n, recus=len(valeurs))
        return personnalises(valeurs)
    return poids_par_rang(n) if methode == PAR_RANG else barycentre(n)


def poids_par_rang(n):
    """Return the rank-sum weights 2(n+1-i)/(n(n+1)) of n ranked criteria."""
    return tuple(Fraction(2 * (n + 1 - rang), n * (n + 1)) for rang in range(1, n + 1))


def barycentre(n):
    """Return the rank-order centroid weights (1/n) Σ_{k=i..n} 1/k of n ranked criteria."""
    parts, cumul = [], Fraction(0)
    for rang in range(n, 0, -1):
        cumul += Fraction(1, rang)
        parts.append(cumul / n)
    return tuple(reversed(parts))


def personnalises(valeurs):
    """Return the given weights (ints, Fractions or their text) divided by their sum.

    Raises ActeRefuse: « poids_negatif », « poids_nuls », « poids_croissants » (with the rank at
    which they rise, see Q9).
    """
    parts = [Fraction(valeur) for valeur in valeurs]
    exiger(all(part >= 0 for part in parts), "poids_negatif")
    somme = sum(parts)
    exiger(somme > 0, "poids_nuls")
    for rang, (haut, bas) in enumerate(pairwise(parts), start=2):
        exiger(haut >= bas, "poids_croissants", rang=rang)
    return tuple(part / somme for part in parts)
