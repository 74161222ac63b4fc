"""What each note of a grid brings to its author's mean, in the words of the page; ``static/js/grille.js`` is its twin.

See Q33: a criterion outside one's field counts nowhere, so the weights of the others are brought back to 1 here. In the
ranking nothing is brought back: each criterion has its own mean, over the members who noted it.
"""

from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from amihr.socle.textes import INSECABLE, accorde, pluriel

from .arrondi import centiemes, ecrire, ecrire_centiemes

HORS, PAS_NOTE = "Hors de ma compétence.", "Pas encore noté."


def poids_entiers(grille):
    """Return ``{cell: weight}`` in whole numbers over a common denominator: what a browser counts exactly."""
    bareme = grille.bareme
    commun = lcm(*(place.denominateur for place in bareme.colonnes))
    parts = [
        part * facteur * (commun // place.denominateur)
        for part, place in zip(bareme.poids_entiers, bareme.colonnes, strict=True)
        for facteur in place.facteurs
    ]
    return dict(zip(bareme.cases, parts, strict=True))


class Apports(NamedTuple):
    """``parts``: what each noted cell brings, in whole numbers over ``total``.

    ``notes`` of ``combien`` criteria of one's field are noted, ``hors`` are outside of it.
    """

    parts: dict
    total: int
    notes: int
    combien: int
    hors: int

    @property
    def moyenne(self):
        """The mean, exact, once all is answered and something is noted; else ``None``."""
        est_entiere = self.combien and self.notes == self.combien
        return Fraction(sum(self.parts.values()), self.total) if est_entiere else None

    @property
    def quoi(self):
        """The mean that the notes bring to, in words."""
        return f"votre moyenne sur {pluriel(self.combien, 'critère')}" if self.hors else "la moyenne"

    def ancre(self, case, note, phrase):
        """The line under a note: what it is, what it brings, what it means."""
        return f"{note}, soit {_ecrit(self.parts[case], self.total)} de {self.quoi}{INSECABLE}: {phrase}"

    @property
    def phrase(self):
        """The line of the mean."""
        a_cote = f", {self.hors} hors de votre compétence" if self.hors else ""
        notes = pluriel(self.notes, "critère")
        moyenne = self.moyenne
        if moyenne is None:
            dits = f"non calculée, {notes} {accorde(self.notes, 'noté')} sur {self.combien}"
            return f"Moyenne pondérée{INSECABLE}: {dits}{a_cote}"
        sur = f" sur {notes}" if self.hors else ""
        return f"Moyenne pondérée provisoire{sur}{INSECABLE}: {ecrire(moyenne)}{a_cote}"


@lru_cache(maxsize=2048)  # the same few for every page of a grid
def _ecrit(part, total):
    return ecrire_centiemes(centiemes(part, total)) if part else "0"


def apports(grille, reponses, hors, poids=None):
    """Return the ``Apports`` of a grid; ``hors``: the criteria outside one's field; ``poids``: ``poids_entiers``, if known."""
    poids = poids or poids_entiers(grille)
    comptent = [critere for critere in grille.criteres if critere.pk not in hors]
    cases = [case for critere in comptent for case in critere.cases]
    parts = {c: reponses[c] * poids[c] for c in cases if grille.bareme.est_une_note(reponses.get(c))}
    notes = sum(all(case in parts for case in critere.cases) for critere in comptent)
    total = sum(poids[case] for case in cases)
    return Apports(parts, total, notes, len(comptent), len(grille.criteres) - len(comptent))
