"""The ranking made again from the exported workbook alone: no table, no rule of the platform is read here."""

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from xml.etree import ElementTree

from django.core.cache import cache

from amihr import horloge
from amihr.fichiers.stockage import lire
from amihr.socle.refus import ActeRefuse
from evaluation.actes.demande_d_export import demander
from evaluation.actes.exports import produire_les_exports
from evaluation.models import Export

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
CENT = 100
RESULTAT = "demo.recalcul"


@dataclass(frozen=True)
class Ligne:
    """One dossier: what the workbook says of it, and what we found."""

    solution: str
    rang: str
    total: str
    rang_refait: str
    total_refait: str

    @property
    def concorde(self):
        return (self.rang, self.total) == (self.rang_refait, self.total_refait)


def prouver(edition, *, par):
    """Export the results of an edition, make its ranking again from them, and keep the comparison to show."""
    lignes = refaire(exporter(edition, par=par))
    cache.set(RESULTAT, {"edition": str(edition), "lignes": lignes}, None)
    return lignes


def derniere():
    """The last comparison: `{"edition", "lignes"}`, or None."""
    return cache.get(RESULTAT)


def exporter(edition, *, par):
    """Ask for the workbook of an edition, have it made now, and return its bytes."""
    try:
        export = demander(edition, "xlsx", par=par)
    except ActeRefuse:  # one was asked for a moment ago: it is this one that is made
        export = Export.objects.filter(edition=edition, par=par, format="xlsx").latest("demande_le")
    produire_les_exports(horloge.maintenant())
    export.refresh_from_db()
    return lire(export.fichier)


def refaire(octets):
    """The ranking of a workbook beside the one made again from its notes, line by line."""
    feuilles = lire_le_classeur(octets)
    poids, sous = _grille(feuilles["Grille"])
    totaux, moyennes = _totaux(feuilles["Notes"], poids, sous)
    rangs = _rangs(totaux, moyennes)
    return [
        Ligne(ligne["Solution"], ligne["Rang"], ligne["Total affiché"], str(rangs[ligne["Dossier"]]),
              _ecrire(totaux[ligne["Dossier"]]))
        for ligne in feuilles["Classement"] if ligne["Dossier"] in totaux
    ]  # fmt: skip


def lire_le_classeur(octets):
    """`{sheet: [{heading: text}]}` of a workbook: an XLSX is a ZIP of XML, nothing more is needed."""
    with zipfile.ZipFile(io.BytesIO(octets)) as classeur:
        partagees = _chaines(classeur)
        noms = [f.get("name") for f in _racine(classeur, "xl/workbook.xml").iterfind(".//m:sheet", NS)]
        return {nom: _feuille(_racine(classeur, f"xl/worksheets/sheet{rang}.xml"), partagees)
                for rang, nom in enumerate(noms, start=1)}  # fmt: skip


def _racine(classeur, nom):
    return ElementTree.fromstring(classeur.read(nom))  # noqa: S314 - the platform has just written it


def _chaines(classeur):
    racine = _racine(classeur, "xl/sharedStrings.xml")
    return ["".join(t.text or "" for t in si.iterfind(".//m:t", NS)) for si in racine.iterfind("m:si", NS)]


def _feuille(racine, partagees):
    lignes = [
        {re.sub(r"\d", "", c.get("r")): _valeur(c, partagees) for c in rangee.iterfind("m:c", NS)}
        for rangee in racine.iterfind(".//m:row", NS)
    ]
    entete = lignes[0] if lignes else {}
    return [{titre: ligne.get(colonne, "") for colonne, titre in entete.items()} for ligne in lignes[1:]]


def _valeur(cellule, partagees):
    valeur = cellule.find("m:v", NS)
    if valeur is None:
        return ""
    return partagees[int(valeur.text)] if cellule.get("t") == "s" else valeur.text


def _grille(feuille):
    poids = {ligne["Critère"]: Fraction(ligne["Poids"]) for ligne in feuille}
    sous = {
        (ligne["Critère"], ligne["Sous-critère"]): Fraction(ligne["Poids du sous-critère"] or 1) for ligne in feuille
    }
    return poids, sous


def _totaux(notes, poids, sous):
    """Means per criterion over the members who scored it, then their weighted sum, in exact fractions."""
    par_membre = defaultdict(list)
    for ligne in notes:
        if re.fullmatch(r"-?\d+", ligne["Note"]):
            cle = (ligne["Dossier"], ligne["Critère"], ligne["Membre"])
            par_membre[cle].append((int(ligne["Note"]), sous[ligne["Critère"], ligne["Sous-critère"]]))
    par_critere = defaultdict(lambda: defaultdict(list))
    for (dossier, critere, _), cases in par_membre.items():
        moyenne = sum(note * part for note, part in cases) / sum(part for _, part in cases)
        par_critere[dossier][critere].append(moyenne)
    moyennes = {d: {c: sum(v) / len(v) for c, v in criteres.items()} for d, criteres in par_critere.items()}
    complets = {d: m for d, m in moyennes.items() if set(m) == set(poids)}
    return {d: sum(poids[c] * m[c] for c in poids) for d, m in complets.items()}, complets


def _rangs(totaux, moyennes):
    """By total at two decimals, then criterion by criterion; equal all along, equal rank."""

    def cle(dossier):
        criteres = sorted(moyennes[dossier], key=int)
        return (_arrondi(totaux[dossier]), *(_arrondi(moyennes[dossier][c]) for c in criteres))

    cles = sorted((cle(d) for d in totaux), reverse=True)
    return {d: cles.index(cle(d)) + 1 for d in totaux}


def _arrondi(valeur):
    return floor(valeur * CENT + Fraction(1, 2))


def _ecrire(valeur):
    entier, reste = divmod(_arrondi(valeur), CENT)
    return f"{entier},{reste:02}"
