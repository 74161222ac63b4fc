"""The ranking: an aid to a collective decision, without any threshold."""

from itertools import groupby
from typing import NamedTuple

from .moyennes import Resultat, resultats
from .robustesse import Comparaison, comparer


class Ligne(NamedTuple):
    """A ranked dossier, and how firmly it stands above the next line (None for the last)."""

    rang: int
    resultat: Resultat
    suivant: Comparaison | None

    @property
    def dossier(self):
        """Return the dossier's key, as the caller gave it."""
        return self.resultat.dossier


class Classement(NamedTuple):
    """Ranked lines, then what cannot be ranked.

    `non_evalues` have no grid at all; `sans_total` have grids but a criterion without any note.
    """

    lignes: tuple[Ligne, ...]
    non_evalues: tuple[Resultat, ...]
    sans_total: tuple[Resultat, ...]

    def ligne(self, dossier):
        """Return the line of a dossier, or None if it is not ranked."""
        return next((ligne for ligne in self.lignes if ligne.dossier == dossier), None)


def classer(bareme, dossiers, grilles):
    """Return the Classement of the dossiers from all their counted grids.

    Equal ranks are listed in the order in which the caller gave the dossiers: give them in the
    order of the page (alphabetical); no rank depends on it (see R2).
    Raises ActeRefuse: « grilles_melangees » (see R31).
    """
    obtenus = resultats(bareme, dossiers, grilles)
    classes = departager([r for r in obtenus if r.total is not None])
    suivants = [resultat for _, resultat in classes[1:]]
    lignes = [
        Ligne(rang, resultat, comparer(resultat, suivant))
        for (rang, resultat), suivant in zip(classes, suivants, strict=False)
    ]
    lignes += [Ligne(rang, resultat, None) for rang, resultat in classes[-1:]]
    return Classement(
        tuple(lignes),
        tuple(r for r in obtenus if not r.n),
        tuple(r for r in obtenus if r.n and r.total is None),
    )


def departager(obtenus):
    """Return (rank, Resultat) pairs, best first.

    Q10: totals equal at two decimals are told apart by the means as displayed, criterion 1
    first; then the rank is equal (1, 2, 2, 4). Never by id, name or date.
    """
    tries = sorted(((_cle(r), r) for r in obtenus), key=lambda paire: paire[0])
    places, rang = [], 1
    for _, groupe in groupby(tries, key=lambda paire: paire[0]):
        ex_aequo = [r for _, r in groupe]
        places += [(rang, r) for r in ex_aequo]
        rang += len(ex_aequo)
    return places


def partagent_le_rang(un, autre):
    """Tell whether two Resultats with a total have the same rank, wherever they stand."""
    return _cle(un) == _cle(autre)


def _cle(obtenu):
    return (-obtenu.centiemes, *(-moyenne.centiemes for moyenne in obtenu.criteres))
