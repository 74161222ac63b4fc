"""What a page of an examination showed of each point, against what is saved when it comes back."""

import hashlib
from dataclasses import dataclass

SAISIE, ENREGISTREE = "saisie", "enregistree"  # which of the two versions of a point is kept


@dataclass(frozen=True)
class Confrontation:
    """``a_ecrire``: ``{code: (verdict, reason)}``; ``conflits``: codes changed on both sides; ``ailleurs``: codes that the page left as it showed them, while somebody changed them."""

    a_ecrire: dict
    conflits: tuple
    ailleurs: tuple


def raison_gardee(verdict, raison):
    """Return the reason kept beside a verdict: a point that is met has none, whatever it had before."""
    return "" if verdict == "conforme" else raison.strip()


def empreinte(verdict, raison):
    """Return what a page sends back to say what it showed of one point: "" while it is not examined."""
    if not verdict:
        return ""
    lignes = "\n".join(raison_gardee(verdict, raison).splitlines())  # a browser ends its lines otherwise
    return hashlib.sha256(f"{verdict}\n{lignes}".encode()).hexdigest()[:16]


def confronter(saisis, actuels, montrees):
    """Return the ``Confrontation`` of what is typed with what is saved: nothing is written over that the page did not show.

    ``saisis`` and ``actuels``: ``{code: (verdict, reason)}``; ``montrees``: ``{code: empreinte}``, "" when nothing was shown.
    """
    a_ecrire, conflits, ailleurs = {}, [], []
    for code in [*saisis, *(autre for autre in actuels if autre not in saisis)]:
        montree, actuelle = montrees.get(code, ""), empreinte(*actuels.get(code, ("", "")))
        saisie = empreinte(*saisis[code]) if code in saisis else montree
        if saisie == actuelle:
            continue
        if montree == actuelle:
            a_ecrire[code] = saisis[code]
        else:
            (ailleurs if saisie == montree else conflits).append(code)
    return Confrontation(a_ecrire, tuple(conflits), tuple(ailleurs))
