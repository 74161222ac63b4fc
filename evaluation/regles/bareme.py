"""The arithmetic of one version of the grid: criteria in order, weights, scale."""

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import lcm

from amihr.socle.refus import exiger


@dataclass(frozen=True, slots=True)
class Colonne:
    """Where one criterion stands in a row of notes, and how to reduce it to one integer.

    The note of the criterion is (Σ facteur·note) / denominateur over its cells.
    """

    debut: int
    fin: int
    facteurs: tuple[int, ...]
    denominateur: int


@dataclass(frozen=True, slots=True)
class CritereDuBareme:
    """A criterion; `sous_criteres` are (key, weight) pairs, none for a criterion noted as such."""

    cle: Hashable
    titre: str
    sous_criteres: tuple[tuple[Hashable, int], ...] = ()

    @property
    def cases(self):
        """Return the cells that receive a note, as (criterion, sub-criterion or None) pairs."""
        return tuple((self.cle, sous) for sous, _ in self.sous_criteres) or ((self.cle, None),)


@dataclass(frozen=True)
class Bareme:
    """Criteria from first to last with their exact weights, and the scale of the notes.

    A row of notes has one integer (or None) per cell of `cases`, in that order.
    """

    version: Hashable
    criteres: tuple[CritereDuBareme, ...]
    poids: tuple[Fraction, ...]
    minimum: int = 0
    maximum: int = 5
    pas: int = 1

    @cached_property
    def cases(self):
        """Return the cells of a row of notes, in order."""
        return tuple(case for critere in self.criteres for case in critere.cases)

    @cached_property
    def poids_commun(self):
        """Return the common denominator of the weights."""
        return lcm(*(part.denominator for part in self.poids))

    @cached_property
    def poids_entiers(self):
        """Return the weights as integers over `poids_commun`."""
        return tuple(int(part * self.poids_commun) for part in self.poids)

    @cached_property
    def colonnes(self):
        """Return one `Colonne` per criterion."""
        debut, colonnes = 0, []
        for critere in self.criteres:
            facteurs = tuple(part for _, part in critere.sous_criteres) or (1,)
            colonnes.append(Colonne(debut, debut + len(facteurs), facteurs, sum(facteurs)))
            debut += len(facteurs)
        return tuple(colonnes)

    def est_une_note(self, valeur):
        """Tell whether a value is an integer that stands on the scale."""
        return (
            isinstance(valeur, int)
            and self.minimum <= valeur <= self.maximum
            and (valeur - self.minimum) % self.pas == 0
        )


def etablir_bareme(criteres, poids, *, version, minimum=0, maximum=5, pas=1):
    """Return the Bareme of criteria given from first to last, with their weights.

    R32: dossiers are judged on the edition's criteria in their hierarchy: the weights sum to 1
    and none is above the weight of a criterion that stands before it.
    Raises ActeRefuse: « bareme_vide », « bareme_poids » (not one each, or not summing to 1),
    « bareme_sous_criteres » (a weight below 1) and « poids_croissants ».
    """
    criteres, poids = tuple(criteres), tuple(poids)
    exiger(criteres, "bareme_vide")
    exiger(len(poids) == len(criteres) and sum(poids) == 1, "bareme_poids")
    exiger(
        all(part >= 1 for critere in criteres for _, part in critere.sous_criteres),
        "bareme_sous_criteres",
    )
    for rang, (haut, bas) in enumerate(pairwise(poids), start=2):
        exiger(haut >= bas, "poids_croissants", rang=rang)
    return Bareme(version, criteres, poids, minimum, maximum, pas)
