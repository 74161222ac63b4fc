"""The results as a workbook and as one flat table, from plain values (``lectures.exports.resultats_exportes``)."""

import io
from dataclasses import dataclass
from functools import partial

from defusedcsv import csv

from amihr.socle.tableurs import XLSX
from amihr.socle.tableurs import classeur as classeur_de
from evaluation.regles.arrondi import ecrire_centiemes

TYPES = {"xlsx": XLSX, "csv": "text/csv"}
# What spreadsheets take for a formula and defusedcsv does not know: controls, full-width twins.
DANGEREUX = ("\t", "\r", "\n", "＝", "＋", "－", "＠")
MODE_D_EMPLOI = (
    "Refaire le classement à partir de ce fichier",
    "1. La note d’un critère à sous-critères est leur moyenne pondérée, pour chaque membre (feuilles Grille et Notes).",
    "2. La moyenne d’un critère est celle des membres qui l’ont noté ; « hors de ma compétence » ne compte nulle part.",
    "3. Le total est la somme des moyennes multipliées par les poids exacts.",
    "4. Les totaux égaux à deux décimales se départagent sur les moyennes affichées, critère par critère.",
    "5. Ce qu’un critère apporte à l’écart de deux dossiers est son poids exact, fois l’écart de leurs moyennes exactes.",
    "6. Les pondérations extrêmes sont autant que de critères : la k-ième donne le même poids aux k premiers, aucun aux autres.",
    "7. Tout chiffre affiché est arrondi à part, à partir de la valeur exacte, la moitié vers le haut.",
)


def tableur(format_, contenu):
    """Return the bytes of an export."""
    return classeur(contenu) if format_ == "xlsx" else tableau_csv(contenu)


def classeur(contenu):
    """Return the XLSX: stamp, grid, every note, means, ranking."""
    return classeur_de(_feuilles(contenu))


# The sheets that list plain rows, in order: their columns, each with the key of what stands in it.
DOSSIERS = {
    "Dossier": "reference",
    "Solution": "titre",
    "Structure": "structure",
    "Thématique": "thematique",
    "Décision": "decision",
}
NOTES = {
    "Dossier": "dossier",
    "Membre": "membre",
    "Collège": "college",
    "Critère": "critere",
    "Sous-critère": "sous_critere",
    "Note": "note",
}
MOYENNES = {
    "Dossier": "dossier",
    "Critère": "critere",
    "n": "n",
    "Moyenne exacte": "exacte",
    "Moyenne affichée": "affichee",
}
CLASSEMENT = {
    "Rang": "rang",
    "Dossier": "dossier",
    "Solution": "titre",
    "Structure": "structure",
    "n": "n",
    "Total exact": "exact",
    "Total affiché": "affiche",
}


def _feuilles(contenu):
    """Yield each sheet: its name, its head, its rows."""
    yield "Lecture", ["Export", "Valeur"], [*_cachet(contenu), ("", ""), *((texte, "") for texte in MODE_D_EMPLOI)]
    yield (
        "Grille",
        ["Critère", "Titre", "Poids", "Sous-critère", "Titre du sous-critère", "Poids du sous-critère"],
        [(c["rang"], c["titre"], c["poids"], *sous) for c in contenu["criteres"] for sous in _sous(c)],
    )
    yield "Dossiers", [*DOSSIERS, "Coup de cœur"], _lignes(DOSSIERS, contenu["dossiers"], _coup_de_coeur)
    yield "Notes", [*NOTES], _lignes(NOTES, contenu["notes"])
    ecarts, etendue = _dispersion(contenu), partial(_etendue, contenu)
    yield "Moyennes", [*MOYENNES, *ecarts], _lignes(MOYENNES, contenu["moyennes"], etendue)
    yield "Classement", [*CLASSEMENT, *ecarts], _lignes(CLASSEMENT, contenu["classement"], etendue)


def _lignes(colonnes, rangees, suite=lambda rangee: ()):
    return [(*(rangee[cle] for cle in colonnes.values()), *suite(rangee)) for rangee in rangees]


def _coup_de_coeur(dossier):
    return ("oui" if dossier["coup_de_coeur"] else "",)


def _cachet(contenu):
    grille = contenu["grille"]
    return [
        ("Appel", contenu["appel"]),
        ("Instantané du", contenu["instant"]),
        ("Version de la grille", grille["numero"]),
        ("Méthode des poids", grille["methode"]),
        ("Échelle", f"de {grille['echelle']['minimum']} à {grille['echelle']['maximum']}"),
        ("SHA-256 du contenu", contenu["empreinte"]),
    ]


def _sous(critere):
    return [(s["ordre"], s["titre"], s["poids"]) for s in critere["sous_criteres"]] or [("", "", "")]


def _dispersion(contenu):
    return ["Minimum", "Maximum", "Écart-type"] if contenu["montre_la_dispersion"] else []


def _etendue(contenu, ligne):
    if not contenu["montre_la_dispersion"]:
        return ()
    ecart_type = ligne["ecart_type"]
    return (ligne["minimum"], ligne["maximum"], "" if ecart_type is None else ecrire_centiemes(ecart_type))


@dataclass(frozen=True)
class LigneDuCsv:
    """What one line of the CSV is made of: one note, with all that it counts in."""

    dossier: dict
    classement: dict
    note: dict
    critere: dict
    contenu: dict


COLONNES_DU_CSV = {
    "dossier": lambda ligne: ligne.dossier["reference"],
    "solution": lambda ligne: ligne.dossier["titre"],
    "structure": lambda ligne: ligne.dossier["structure"],
    "decision": lambda ligne: ligne.dossier["decision"],
    "rang": lambda ligne: ligne.classement["rang"],
    "total_exact": lambda ligne: ligne.classement["exact"],
    "total_affiche": lambda ligne: ligne.classement["affiche"],
    "membre": lambda ligne: ligne.note["membre"],
    "college": lambda ligne: ligne.note["college"],
    "critere": lambda ligne: ligne.note["critere"],
    "titre_du_critere": lambda ligne: ligne.critere["titre"],
    "poids": lambda ligne: ligne.critere["poids"],
    "sous_critere": lambda ligne: ligne.note["sous_critere"],
    "poids_du_sous_critere": lambda ligne: _poids_du_sous_critere(ligne.critere, ligne.note["sous_critere"]),
    "note": lambda ligne: ligne.note["note"],
    "instantane": lambda ligne: ligne.contenu["instant"],
    "version_de_la_grille": lambda ligne: ligne.contenu["grille"]["numero"],
    "sha256": lambda ligne: ligne.contenu["empreinte"],
}
SANS_CRITERE = {"titre": "", "poids": "", "sous_criteres": ()}


def tableau_csv(contenu):
    """Return the CSV: one note a line, with its weights, the dossier's total and rank, and the stamp of the export."""
    tampon = io.StringIO()
    plume = csv.writer(tampon)
    plume.writerow(COLONNES_DU_CSV)
    for ligne in _lignes_du_csv(contenu):
        plume.writerow([_case(colonne(ligne)) for colonne in COLONNES_DU_CSV.values()])
    return tampon.getvalue().encode("utf-8-sig")


def _lignes_du_csv(contenu):
    dossiers = {d["reference"]: d for d in contenu["dossiers"]}
    classement = {c["dossier"]: c for c in contenu["classement"]}
    criteres = {c["rang"]: c for c in contenu["criteres"]}
    sans_note = [_sans_note(reference) for reference in dossiers if classement[reference]["n"] == 0]
    for note in (*contenu["notes"], *sans_note):
        reference, critere = note["dossier"], criteres.get(note["critere"], SANS_CRITERE)
        yield LigneDuCsv(dossiers[reference], classement[reference], note, critere, contenu)


def _sans_note(reference):
    """The line of a dossier that nobody has noted: absent is not zero, and not left out either."""
    return {"dossier": reference, "membre": "", "college": "", "critere": "", "sous_critere": "", "note": ""}


def _poids_du_sous_critere(critere, ordre):
    return next((s["poids"] for s in critere["sous_criteres"] if s["ordre"] == ordre), "")


def _case(valeur):
    if isinstance(valeur, str) and valeur.startswith(DANGEREUX):
        return f"'{valeur}"
    return valeur
