"""What each note of a grid brings to its author's mean, in the words of the page; ``static/js/grille.js`` is its twin.

See Q33: a criterion outside one's field counts nowhere, so the weights of the others are brought back to 1 here. In the
ranking nothing is brought back: each criterion has its own mean, over the members who noted it.
"""

from fractions import Fraction
from math import lcm
from typing import NamedTuple

from amihr.socle.textes import INSECABLE, accorde, pluriel

from .arrondi import ecrire

HORS, PAS_NOTE = "Hors de ma compétence.", "Pas encore noté."


def poids_entiers(grille):
    """Return ``{cell: weight}`` in whole numbers over a common denominator: what a browser counts exactly."""
    poids = {
        case: critere.poids_de(sous) if sous else critere.poids
        for critere in grille.criteres
        for case, sous in zip(critere.cases, critere.sous_criteres or (None,), strict=True)
    }
    commun = lcm(*(part.denominator for part in poids.values()))
    return {case: int(part * commun) for case, part in poids.items()}


class Apports(NamedTuple):
    """``par_case``: what each noted cell brings to the mean; ``moyenne``: once all is answered, else ``None``.

    ``notes`` of ``combien`` criteria of one's field are noted, ``hors`` are outside of it.
    """

    par_case: dict
    moyenne: Fraction | None
    notes: int
    combien: int
    hors: int

    @property
    def quoi(self):
        """The mean that the notes bring to, in words."""
        return f"votre moyenne sur {pluriel(self.combien, 'critère')}" if self.hors else "la moyenne"

    def ancre(self, case, note, phrase):
        """The line under a note: what it is, what it brings, what it means."""
        return f"{note}, soit {ecrire(self.par_case[case])} de {self.quoi}{INSECABLE}: {phrase}"

    @property
    def phrase(self):
        """The line of the mean."""
        a_cote = f", {self.hors} hors de votre compétence" if self.hors else ""
        notes = pluriel(self.notes, "critère")
        if self.moyenne is None:
            dits = f"non calculée, {notes} {accorde(self.notes, 'noté')} sur {self.combien}"
            return f"Moyenne pondérée{INSECABLE}: {dits}{a_cote}"
        sur = f" sur {notes}" if self.hors else ""
        return f"Moyenne pondérée provisoire{sur}{INSECABLE}: {ecrire(self.moyenne)}{a_cote}"


def apports(grille, reponses, hors):
    """Return the ``Apports`` of a grid; ``hors``: the criteria outside one's field."""
    poids = poids_entiers(grille)
    comptent = [critere for critere in grille.criteres if critere.pk not in hors]
    cases = [case for critere in comptent for case in critere.cases]
    total = sum(poids[case] for case in cases)
    notees = {case for case in cases if grille.bareme.est_une_note(reponses.get(case))}
    par_case = {case: Fraction(reponses[case] * poids[case], total) for case in notees}
    notes = sum(notees.issuperset(critere.cases) for critere in comptent)
    moyenne = sum(par_case.values(), Fraction()) if comptent and notes == len(comptent) else None
    return Apports(par_case, moyenne, notes, len(comptent), len(grille.criteres) - len(comptent))
