"""The figures of a ranking found again from its workbook: another program, which shares not a line with the first.

It opens the file that one downloads, takes the weights and the notes in it, and does the sums with fractions from the
definitions. ``Relecture.relire`` then takes a paragraph of « Pourquoi cet ordre ? » apart, sentence by sentence: each must be
one of those known here, and each number in it the one found here. What is left over is refused.
"""

import io
import re
from collections import defaultdict
from fractions import Fraction
from itertools import accumulate
from math import floor, isqrt

import openpyxl

NOMBRE, RAPPORT = r"(\d+,\d\d)", r"(\d+) pondérations? extrêmes? sur (\d+)"
CAUSE = rf"« ([^«»]+) » \({NOMBRE} contre {NOMBRE}, poids (\d+,\d) %, soit (\d+,\d\d|moins de 0,01)\)"
CAUSES = rf"{CAUSE}(?: et {CAUSE})?\."


def centiemes(valeur):
    """Half up, and a negative value as the mirror of the positive one."""
    return floor(valeur * 100 + Fraction(1, 2)) if valeur >= 0 else -centiemes(-valeur)


def ecrit(valeur, decimales=2):
    """« 4,13 » from a fraction."""
    entiers = floor(valeur * 10**decimales + Fraction(1, 2))
    return f"{entiers // 10**decimales},{entiers % 10**decimales:0{decimales}}"


def moyenne(valeurs):
    valeurs = [valeur for valeur in valeurs if valeur is not None]
    return sum(valeurs, Fraction(0)) / len(valeurs) if valeurs else None


def ecart_type(valeurs):
    """In hundredths, half up, without a float."""
    milieu = moyenne(valeurs)
    variance = moyenne([(valeur - milieu) ** 2 for valeur in valeurs])
    return (isqrt(40000 * variance.numerator // variance.denominator) + 1) // 2


class Relecture:
    """A workbook read again; dossiers by their title, criteria by their place, both as the file gives them."""

    def __init__(self, octets):
        fichier = openpyxl.load_workbook(io.BytesIO(octets), read_only=True)
        feuilles = {feuille.title: list(feuille.iter_rows(min_row=2, values_only=True)) for feuille in fichier}
        self.criteres = {ligne[0]: ligne[1] for ligne in feuilles["Grille"]}
        self.poids = {ligne[0]: Fraction(ligne[2]) for ligne in feuilles["Grille"]}
        self.parts = {(ligne[0], ligne[3]): Fraction(ligne[5] or 1) for ligne in feuilles["Grille"]}
        self.titres = {ligne[0]: ligne[1] for ligne in feuilles["Dossiers"]}
        self.colleges = {ligne[1]: ligne[2] for ligne in feuilles["Notes"]}
        self.notes = self._notes(feuilles["Notes"])  # {title: {member: [note of each criterion or None]}}

    def _notes(self, lignes):
        cases = defaultdict(list)
        for reference, membre, _, critere, sous, note in lignes:
            part = self.parts[critere, sous]
            cases[self.titres[reference], membre, critere].append((part, note if isinstance(note, int) else None))
        notes = defaultdict(dict)
        for titre, membre in sorted({cle[:2] for cle in cases}):
            notes[titre][membre] = [self._note(cases[titre, membre, critere]) for critere in sorted(self.criteres)]
        return notes

    @staticmethod
    def _note(cases):
        if any(note is None for _, note in cases):
            return None
        return sum(part * note for part, note in cases) / sum(part for part, _ in cases)

    def moyennes(self, titre, colleges=None):
        """The mean of each criterion, ``None`` where nobody noted it."""
        siennes = [
            n for membre, n in self.notes[titre].items() if colleges is None or self.colleges[membre] in colleges
        ]
        return [moyenne(colonne) for colonne in zip(*siennes, strict=True)] or [None] * len(self.criteres)

    def total(self, titre, poids=None, colleges=None):
        """Σ weight × mean, ``None`` as soon as a mean is missing."""
        moyennes = self.moyennes(titre, colleges)
        poids = poids or [self.poids[critere] for critere in sorted(self.poids)]
        return None if None in moyennes else sum(p * m for p, m in zip(poids, moyennes, strict=True))

    def rangs(self, poids=None):
        """``{title: rank}`` of those that have a total: means as displayed, the total first, then each criterion."""
        totaux = {titre: self.total(titre, poids) for titre in self.titres.values()}
        cles = {
            titre: [centiemes(total), *map(centiemes, self.moyennes(titre))]
            for titre, total in totaux.items()
            if total is not None
        }
        return {titre: 1 + sum(autre > cle for autre in cles.values()) for titre, cle in cles.items()}

    def totaux_des_membres(self, titre):
        """The total of each member who noted every criterion."""
        poids = [self.poids[critere] for critere in sorted(self.poids)]
        entieres = [notes for notes in self.notes[titre].values() if None not in notes]
        return [sum(p * n for p, n in zip(poids, notes, strict=True)) for notes in entieres]

    def extremes(self, haut, bas):
        """At how many extreme weightings the first one is ahead, behind: each is the mean of the first criteria."""
        paires = [list(accumulate(self.moyennes(titre))) for titre in (haut, bas)]
        ecarts = [une - autre for une, autre in zip(*paires, strict=True)]
        return sum(ecart > 0 for ecart in ecarts), sum(ecart < 0 for ecart in ecarts)

    def severites(self, seuil=5):
        """``{member: mean gap to the others}``, over the dossiers and the criteria that others noted too."""
        ecarts = defaultdict(list)
        for grilles in self.notes.values():
            for membre, siennes in grilles.items():
                autres = [notes for autre, notes in grilles.items() if autre != membre]
                lus = [
                    (self.poids[critere], note - moyenne(colonne))
                    for critere, note, *colonne in zip(sorted(self.poids), siennes, *autres, strict=True)
                    if note is not None and moyenne(colonne) is not None
                ]
                if poids := sum(part for part, _ in lus):
                    ecarts[membre].append(sum(part * ecart for part, ecart in lus) / poids)
        return {membre: moyenne(lus) for membre, lus in ecarts.items() if len(lus) >= seuil}

    # --- A paragraph -------------------------------------------------------------------------------------------

    def relire(self, haut, bas, paragraphe):
        """Check each sentence that explains why ``haut`` stands above ``bas``; return how many numbers were found in it."""
        reste = paragraphe.replace("\u00a0", " ")
        lus = len(re.findall(r"\d+(?:,\d+)?", re.sub(r"«[^»]*»", "", reste.replace(haut, "").replace(bas, ""))))
        a_egalite = centiemes(self.total(haut)) == centiemes(self.total(bas))
        reste = self._a_egalite(haut, bas, reste) if a_egalite else self._par_le_total(haut, bas, reste)
        assert reste == "", f"Phrase inconnue : {reste}"
        return lus

    def _par_le_total(self, haut, bas, reste):
        dits, reste = prendre(
            rf"{re.escape(haut)} précède {re.escape(bas)} par sa moyenne pondérée : {NOMBRE} contre {NOMBRE}, "
            rf"soit {NOMBRE} de plus\.",
            reste,
        )
        grand, petit = self.total(haut), self.total(bas)
        assert dits == [ecrit(grand), ecrit(petit), ecrit(Fraction(centiemes(grand) - centiemes(petit), 100))]
        dits, reste = prendre(rf"L’écart vient surtout de {CAUSES}", reste)
        self._causes(haut, bas, dits)
        contre, suite = prendre(rf"{re.escape(bas)} fait mieux sur {CAUSES}", reste, facultatif=True)
        if contre is not None or any(apport < 0 for apport in self._apports(haut, bas)):
            self._causes(bas, haut, contre)
        return self._tenue(haut, bas, suite)

    def _apports(self, mieux, moins):
        ecarts = zip(sorted(self.poids), self.moyennes(mieux), self.moyennes(moins), strict=True)
        return [self.poids[critere] * (une - autre) for critere, une, autre in ecarts]

    def _causes(self, mieux, moins, dits):
        """The two criteria that bring most, largest first; each with its means, its weight, what it brings."""
        apports, cites = self._apports(mieux, moins), []
        for titre, *chiffres in zip(*[iter(dits)] * 5, strict=True):
            if titre is None:
                continue
            place = list(self.criteres.values()).index(titre)
            apport = apports[place]
            attendus = [ecrit(self.moyennes(mieux)[place]), ecrit(self.moyennes(moins)[place])]
            attendus += [ecrit(self.poids[place + 1] * 100, 1), ecrit(apport) if centiemes(apport) else "moins de 0,01"]
            assert chiffres == attendus, titre
            cites.append(apport)
        assert cites == sorted((apport for apport in apports if apport > 0), reverse=True)[:2]

    def _a_egalite(self, haut, bas, reste):
        noms = rf"{re.escape(haut)} et {re.escape(bas)}"
        dits, reste = prendre(rf"{noms} ont la même moyenne pondérée à deux décimales, {NOMBRE}\.", reste)
        assert dits == [ecrit(self.total(haut))] == [ecrit(self.total(bas))]
        paires = zip(self.criteres.values(), self.moyennes(haut), self.moyennes(bas), strict=True)
        separe = next(((t, ecrit(a), ecrit(b)) for t, a, b in paires if centiemes(a) != centiemes(b)), None)
        if separe:
            dits, reste = prendre(
                r"L’ordre se lit alors critère par critère, du premier au dernier : « ([^«»]+) » est le premier où leurs "
                rf"moyennes affichées diffèrent \({NOMBRE} contre {NOMBRE}\)\.",
                reste,
            )
            assert dits == [*separe]
            assert centiemes_de(separe[1]) > centiemes_de(separe[2])
            return self._tenue(haut, bas, reste)
        dits, reste = prendre(
            r"Leurs moyennes affichées sont égales sur (?:les (\d+) critères|le seul critère) : ils partagent le même rang\.",
            reste,
        )
        assert int(dits[0] or 1) == len(self.criteres)
        assert self.rangs()[haut] == self.rangs()[bas]
        suite = (
            r"Leurs moyennes exactes diffèrent de moins d’un centième, ce qui ne départage pas\."
            if any(self.extremes(haut, bas))
            else r"Aucune pondération compatible avec la hiérarchie ne les sépare\."
        )
        return prendre(suite, reste)[1]

    def _tenue(self, haut, bas, reste):
        devant, derriere = self.extremes(haut, bas)
        if not derriere:
            assert devant
            stable = rf"{re.escape(haut)} reste devant quelle que soit la pondération compatible avec la hiérarchie\."
            return prendre(stable, reste)[1]
        dits, reste = prendre(
            rf"Cet ordre est sensible à la pondération : {re.escape(bas)} passerait devant avec {RAPPORT}\.", reste
        )
        assert dits == [str(derriere), str(len(self.criteres))]
        return reste


def prendre(motif, texte, *, facultatif=False):
    """(what the groups of the first sentence say, the rest); the sentence must be that one, unless ``facultatif``."""
    trouve = re.match(motif, texte)
    if trouve is None and facultatif:
        return None, texte
    assert trouve, f"Attendu {motif}, lu : {texte}"
    return list(trouve.groups()), texte[trouve.end() :].strip()


def centiemes_de(dit):
    return int(dit.replace(",", ""))
