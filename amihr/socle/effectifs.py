"""Small numbers point at somebody: how a table hides them, and what would let them be worked out (see Q36).

A zero is shown: it points at nobody. Nothing here reads a clock or a row.
"""

from dataclasses import dataclass
from datetime import date


def est_petit(nombre, seuil):
    """Tell whether a number, known, would point at a few: from 1 to the one before the threshold."""
    return 0 < nombre < seuil


def masquer(nombre, seuil):
    """Return a number, or None when it must be hidden."""
    return None if est_petit(nombre, seuil) else nombre


def masquer_une_part(nombre, total, seuil):
    """Return how many of ``total`` have something, or None: when they are few, or when those who have it not are.

    The whole being known, the rest is known too: both are judged. A whole that is small shows none of its parts.
    """
    petits = est_petit(total, seuil) or est_petit(nombre, seuil) or est_petit(total - nombre, seuil)
    return None if petits else nombre


@dataclass(frozen=True)
class Periode:
    """Consecutive days, and one number a series over all of them; None for a series that is hidden throughout."""

    debut: date
    fin: date
    nombres: tuple

    @property
    def jours(self):
        return (self.fin - self.debut).days + 1

    def et(self, suivante):
        """The two periods as one."""
        paires = zip(self.nombres, suivante.nombres, strict=True)
        return Periode(self.debut, suivante.fin, tuple(None if a is None else a + b for a, b in paires))

    def est_montrable(self, seuil):
        """Tell whether none of its numbers is small."""
        return not any(nombre is not None and est_petit(nombre, seuil) for nombre in self.nombres)


def en_periodes(jours, seuil):
    """Group ``[(day, (number, …))]`` into ``[Periode]`` of which no number is small, days being as fine as can be.

    A series whose sum is small is hidden throughout. Nothing is left to subtract: the sums are those of whole periods.
    Days without anything are one period.
    """
    sommes = [sum(colonne) for colonne in zip(*(nombres for _, nombres in jours), strict=True)]
    montrees = [not est_petit(somme, seuil) for somme in sommes]
    periodes, courante = [], None
    for jour, nombres in jours:
        lue = Periode(jour, jour, tuple(n if montree else None for n, montree in zip(nombres, montrees, strict=True)))
        courante = courante.et(lue) if courante else lue
        if courante.est_montrable(seuil):
            _ajouter(periodes, courante)
            courante = None
    while courante and not courante.est_montrable(seuil):  # the last days are few: they join those before them
        courante = periodes.pop().et(courante)
    return [*periodes, *([courante] if courante else [])]


def _ajouter(periodes, periode):
    """Append a period; one where nothing happened joins another such one before it."""
    if periodes and not any(periode.nombres) and not any(periodes[-1].nombres):
        periode = periodes.pop().et(periode)
    periodes.append(periode)
