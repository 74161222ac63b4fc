"""How far each member stands from the others, and how far apart their own notes are, on the dossiers noted together."""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from .arrondi import ecart_type_centiemes
from .moyennes import regrouper

SEUIL = 5


class Severite(NamedTuple):
    """Mean gap to the other members (positive: more generous), over n common dossiers."""

    ecart: Fraction
    n: int


def severites(bareme, grilles, seuil=SEUIL):
    """Return {member: Severite}, from `seuil` common dossiers on; never applied to a note.

    On a dossier, the gap is the weighted mean, over the criteria noted by the member and by at
    least one other, of the member's note minus the mean of the others.
    Raises ActeRefuse: « grilles_melangees » (see R31).
    """
    grilles = list(grilles)
    regrouper(bareme, grilles)
    ecarts = defaultdict(list)
    for siennes in _par_dossier(grilles).values():
        notes = [_notes(bareme, grille.notes) for grille in siennes]
        sommes = [_somme_et_nombre(colonne) for colonne in zip(*notes, strict=True)]
        for grille, note in zip(siennes, notes, strict=True):
            ecart = _ecart(bareme, note, sommes)
            if ecart is not None:
                ecarts[grille.membre].append(ecart)
    return {
        membre: Severite(sum(valeurs) / len(valeurs), len(valeurs))
        for membre, valeurs in ecarts.items()
        if len(valeurs) >= seuil
    }


def dispersions(bareme, grilles, seuil=SEUIL):
    """Return {member: standard deviation in hundredths} of a member's means, from `seuil` common dossiers on.

    On a dossier that somebody else noted too, the mean is weighted over the criteria that the member noted.
    Raises ActeRefuse: « grilles_melangees » (see R31).
    """
    grilles = list(grilles)
    regrouper(bareme, grilles)
    moyennes = defaultdict(list)
    for siennes in _par_dossier(grilles).values():
        for grille in siennes if len(siennes) > 1 else ():
            moyenne = _moyenne_du_membre(bareme, _notes(bareme, grille.notes))
            if moyenne is not None:
                moyennes[grille.membre].append(moyenne)
    return {
        membre: ecart_type_centiemes(_variance(valeurs))
        for membre, valeurs in moyennes.items()
        if len(valeurs) >= seuil
    }


def _moyenne_du_membre(bareme, notes):
    """The weighted mean of what a member noted, None when nothing is."""
    presentes = [
        (part, Fraction(note, place.denominateur))
        for note, part, place in zip(notes, bareme.poids_entiers, bareme.colonnes, strict=True)
        if note is not None
    ]
    poids = sum(part for part, _ in presentes)
    return sum(part * note for part, note in presentes) / poids if poids else None


def _variance(valeurs):
    moyenne = Fraction(sum(valeurs), len(valeurs))
    return sum((valeur - moyenne) ** 2 for valeur in valeurs) / len(valeurs)


def _par_dossier(grilles):
    par_dossier = defaultdict(list)
    for grille in grilles:
        par_dossier[grille.dossier].append(grille)
    return par_dossier


def _notes(bareme, ligne):
    """Return the note of each criterion as an integer over its denominator, None outside."""
    return [
        None
        if None in ligne[place.debut : place.fin]
        else sum(note * facteur for note, facteur in zip(ligne[place.debut : place.fin], place.facteurs, strict=True))
        for place in bareme.colonnes
    ]


def _somme_et_nombre(colonne):
    presentes = [note for note in colonne if note is not None]
    return sum(presentes), len(presentes)


def _ecart(bareme, notes, sommes):
    """Return one member's gap on one dossier, None when nobody else noted the same criteria."""
    ecart, poids = Fraction(0), 0
    for note, (somme, n), part, place in zip(notes, sommes, bareme.poids_entiers, bareme.colonnes, strict=True):
        if note is not None and n > 1:
            ecart += Fraction(part * (n * note - somme), (n - 1) * place.denominateur)
            poids += part
    return ecart / poids if poids else None
