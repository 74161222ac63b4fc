"""One member's grid, read back: the row of notes, the total, each criterion's note."""

from amihr.socle.textes import nombre

from .completude import HORS_COMPETENCE
from .moyennes import resultat


def ligne_de(bareme, reponses):
    """Return the row of notes of one grid, None in each cell without a note."""
    return tuple(None if reponses.get(case) == HORS_COMPETENCE else reponses.get(case) for case in bareme.cases)


def total_du_membre(bareme, reponses):
    """Return one member's total with two decimals; « – » when a criterion is outside the member's field (see Q33)."""
    return resultat(bareme, None, [ligne_de(bareme, reponses)]).affichee


def notes_par_critere(bareme, reponses):
    """Return the note of each criterion as people read it: « 4 », « 3,67 », "" when it has none."""
    return notes_de_la_ligne(bareme, ligne_de(bareme, reponses))


def notes_de_la_ligne(bareme, ligne):
    """The same from a row of notes."""
    moyennes = resultat(bareme, None, [ligne]).criteres
    return [ecrire_note(moyenne.valeur) for moyenne in moyennes]


def ecrire_note(valeur):
    """Write an exact note: whole as such, else with two decimals; "" for None."""
    if valeur is None:
        return ""
    return nombre(valeur, 0 if valeur.denominator == 1 else 2)
