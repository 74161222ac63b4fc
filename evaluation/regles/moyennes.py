"""Means per criterion and total of a dossier, in exact integers over a common denominator."""

from collections import defaultdict
from fractions import Fraction
from math import lcm
from operator import mul
from typing import Any, NamedTuple

from amihr.socle.refus import exiger

from .arrondi import centiemes, ecart_type_centiemes, ecrire_centiemes


class GrilleSoumise(NamedTuple):
    """One complete, submitted grid of a member without déport: the only kind that counts.

    `notes` is a row of the Bareme, with None where the member is outside their field.
    `version` is the Bareme's.
    """

    dossier: Any
    membre: Any
    college: str
    version: Any
    notes: tuple[int | None, ...]


class Moyenne(NamedTuple):
    """n notes known by their exact sums: Σx, Σx², min and max, all over `denominateur`."""

    n: int
    somme: int
    carres: int
    mini: int
    maxi: int
    denominateur: int

    @property
    def valeur(self):
        """Return the exact mean, or None without any note: absent is never 0."""
        return Fraction(self.somme, self.n * self.denominateur) if self.n else None

    @property
    def centiemes(self):
        """Return the mean as displayed, in hundredths, or None without any note."""
        return centiemes(self.somme, self.n * self.denominateur) if self.n else None

    @property
    def minimum(self):
        """Return the lowest note, or None."""
        return Fraction(self.mini, self.denominateur) if self.n else None

    @property
    def maximum(self):
        """Return the highest note, or None."""
        return Fraction(self.maxi, self.denominateur) if self.n else None

    @property
    def variance(self):
        """Return the exact variance of the n notes (over n: they are all the notes), or None."""
        if not self.n:
            return None
        numerateur = self.n * self.carres - self.somme**2
        return Fraction(numerateur, (self.n * self.denominateur) ** 2)

    @property
    def ecart_type_centiemes(self):
        """Return the standard deviation in hundredths, rounded half up without a float."""
        return ecart_type_centiemes(self.variance) if self.n else None

    @property
    def affichee(self):
        """Return the mean with two decimals, « – » without any note."""
        return ecrire_centiemes(self.centiemes) if self.n else "–"


VIDE = Moyenne(0, 0, 0, 0, 0, 1)


class Resultat(NamedTuple):
    """What the grids of a dossier say of it.

    `total` is the exact numerator over `denominateur`; None when some criterion has no note.
    `membres` sums up the totals of the members who noted every criterion.
    `cumuls` are the partial sums of the means, over `commun`, that robustness compares.
    """

    dossier: Any
    n: int
    criteres: tuple[Moyenne, ...]
    total: int | None
    denominateur: int
    membres: Moyenne
    cumuls: tuple[int, ...]
    commun: int

    @property
    def valeur(self):
        """Return the exact total, or None."""
        return None if self.total is None else Fraction(self.total, self.denominateur)

    @property
    def centiemes(self):
        """Return the total as displayed, in hundredths, or None."""
        return None if self.total is None else centiemes(self.total, self.denominateur)

    @property
    def affichee(self):
        """Return the total with two decimals, « – » when there is none."""
        return "–" if self.total is None else ecrire_centiemes(self.centiemes)

    @property
    def sans_note(self):
        """Return the positions (from 0) of the criteria that nobody has noted."""
        return tuple(rang for rang, moyenne in enumerate(self.criteres) if not moyenne.n)


def regrouper(bareme, grilles):
    """Return the rows of notes by dossier.

    R31: one grid for all; notes given on another version are never mixed with these.
    Raises ActeRefuse: « grilles_melangees ».
    """
    lignes, formes = defaultdict(list), {(bareme.version, len(bareme.cases))}
    for dossier, _, _, version, notes in grilles:
        formes.add((version, len(notes)))
        lignes[dossier].append(notes)
    exiger(len(formes) == 1, "grilles_melangees")
    return lignes


def resultat(bareme, dossier, lignes):
    """Return the Resultat of one dossier from its rows of notes.

    Q33: « hors de ma compétence » counts nowhere, neither as 0 nor in n; a total needs at least
    one note on each criterion.
    """
    if not lignes:
        return Resultat(dossier, 0, (VIDE,) * len(bareme.criteres), None, 1, VIDE, (), 1)
    notes = _notes_par_critere(bareme, lignes)
    criteres = tuple(
        _moyenne(colonne, place.denominateur) for colonne, place in zip(notes, bareme.colonnes, strict=True)
    )
    membres = _totaux_des_membres(bareme, notes)
    if not all(moyenne.n for moyenne in criteres):
        return Resultat(dossier, len(lignes), criteres, None, 1, membres, (), 1)
    commun = lcm(*(moyenne.n * moyenne.denominateur for moyenne in criteres))
    parts = [m.somme * (commun // (m.n * m.denominateur)) for m in criteres]
    cumuls, cumul = [], 0
    for part in parts:
        cumul += part
        cumuls.append(cumul)
    total = sum(map(mul, parts, bareme.poids_entiers))
    denominateur = commun * bareme.poids_commun
    return Resultat(dossier, len(lignes), criteres, total, denominateur, membres, tuple(cumuls), commun)


def resultats(bareme, dossiers, grilles):
    """Return the Resultat of each dossier, in the order given, grids or none."""
    lignes = regrouper(bareme, grilles)
    return [resultat(bareme, dossier, lignes.get(dossier, ())) for dossier in dossiers]


def par_college(bareme, dossier, grilles):
    """Return the Resultat of one dossier for each college that has at least one grid."""
    colleges = defaultdict(list)
    for grille in grilles:
        if grille.dossier == dossier:
            colleges[grille.college].append(grille)
    return {college: resultats(bareme, [dossier], siennes)[0] for college, siennes in colleges.items()}


def _notes_par_critere(bareme, lignes):
    """Return, per criterion, the notes of all members, in order, over its denominator."""
    cellules = tuple(zip(*lignes, strict=True))
    return [
        cellules[place.debut]
        if place.facteurs == (1,)
        else _ponderer(cellules[place.debut : place.fin], place.facteurs)
        for place in bareme.colonnes
    ]


def _ponderer(cellules, facteurs):
    return tuple(None if None in notes else sum(map(mul, notes, facteurs)) for notes in zip(*cellules, strict=True))


def _moyenne(notes, denominateur):
    if None in notes:
        notes = [note for note in notes if note is not None]
        if not notes:
            return VIDE
    carres = sum(map(mul, notes, notes))
    return Moyenne(len(notes), sum(notes), carres, min(notes), max(notes), denominateur)


def _totaux_des_membres(bareme, notes):
    """Return the Moyenne of the totals of the members who left no criterion out."""
    commun = lcm(*(place.denominateur for place in bareme.colonnes))
    facteurs = tuple(
        part * (commun // place.denominateur) for part, place in zip(bareme.poids_entiers, bareme.colonnes, strict=True)
    )
    totaux = [sum(map(mul, facteurs, siennes)) for siennes in zip(*notes, strict=True) if None not in siennes]
    return _moyenne(totaux, commun * bareme.poids_commun) if totaux else VIDE
