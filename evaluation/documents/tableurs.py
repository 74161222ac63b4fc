"""The results as a workbook and as one flat table, from plain values (``lectures.exports.resultats_exportes``)."""

import io

import xlsxwriter
from defusedcsv import csv

from evaluation.regles.arrondi import ecrire_centiemes

TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
TEXTES_SEULEMENT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# What spreadsheets take for a formula and defusedcsv does not know: controls, full-width twins.
DANGEREUX = ("\t", "\r", "\n", "＝", "＋", "－", "＠")
MODE_D_EMPLOI = (
    "Refaire le classement à partir de ce fichier",
    "1. La note d’un critère à sous-critères est leur moyenne pondérée, pour chaque membre (feuilles Grille et Notes).",
    "2. La moyenne d’un critère est celle des membres qui l’ont noté ; « hors de ma compétence » ne compte nulle part.",
    "3. Le total est la somme des moyennes multipliées par les poids exacts.",
    "4. Les totaux égaux à deux décimales se départagent sur les moyennes affichées, critère par critère.",
)


def tableur(format_, contenu):
    """Return the bytes of an export."""
    return classeur(contenu) if format_ == "xlsx" else tableau_csv(contenu)


def classeur(contenu):
    """Return the XLSX: stamp, grid, every note, means, ranking. Every text is a text, whatever it begins with."""
    tampon = io.BytesIO()
    with xlsxwriter.Workbook(tampon, TEXTES_SEULEMENT) as fichier:
        gras = fichier.add_format({"bold": True})
        for nom, entete, lignes in _feuilles(contenu):
            _ecrire(fichier.add_worksheet(nom), gras, entete, lignes)
    return tampon.getvalue()


def _ecrire(feuille, gras, entete, lignes):
    feuille.freeze_panes(1, 0)
    feuille.set_column(0, len(entete) - 1, 18)
    for colonne, titre in enumerate(entete):
        feuille.write_string(0, colonne, titre, gras)
    for rang, ligne in enumerate(lignes, start=1):
        for colonne, valeur in enumerate(ligne):
            if isinstance(valeur, int):
                feuille.write_number(rang, colonne, valeur)
            elif valeur != "":
                feuille.write_string(rang, colonne, valeur)


def _feuilles(contenu):
    yield "Lecture", ["Export", "Valeur"], [*_cachet(contenu), ("", ""), *((texte, "") for texte in MODE_D_EMPLOI)]
    yield (
        "Grille",
        ["Critère", "Titre", "Poids", "Sous-critère", "Titre du sous-critère", "Poids du sous-critère"],
        [(c["rang"], c["titre"], c["poids"], *sous) for c in contenu["criteres"] for sous in _sous(c)],
    )
    yield (
        "Dossiers",
        ["Dossier", "Solution", "Structure", "Thématique", "Décision", "Coup de cœur"],
        [
            (
                d["reference"],
                d["titre"],
                d["structure"],
                d["thematique"],
                d["decision"],
                "oui" if d["coup_de_coeur"] else "",
            )
            for d in contenu["dossiers"]
        ],
    )
    yield (
        "Notes",
        ["Dossier", "Membre", "Collège", "Critère", "Sous-critère", "Note"],
        [
            (n["dossier"], n["membre"], n["college"], n["critere"], n["sous_critere"], n["note"])
            for n in contenu["notes"]
        ],
    )
    yield (
        "Moyennes",
        ["Dossier", "Critère", "n", "Moyenne exacte", "Moyenne affichée", *_dispersion(contenu)],
        [
            (m["dossier"], m["critere"], m["n"], m["exacte"], m["affichee"], *_etendue(contenu, m))
            for m in contenu["moyennes"]
        ],
    )
    entete = ["Rang", "Dossier", "Solution", "Structure", "n", "Total exact", "Total affiché", *_dispersion(contenu)]
    yield (
        "Classement",
        entete,
        [
            (
                c["rang"],
                c["dossier"],
                c["titre"],
                c["structure"],
                c["n"],
                c["exact"],
                c["affiche"],
                *_etendue(contenu, c),
            )
            for c in contenu["classement"]
        ],
    )


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


def tableau_csv(contenu):
    """Return the CSV: one note a line, with its weights, the dossier's total and rank, and the stamp of the export."""
    criteres = {c["rang"]: c for c in contenu["criteres"]}
    classement = {c["dossier"]: c for c in contenu["classement"]}
    dossiers = {d["reference"]: d for d in contenu["dossiers"]}
    tampon = io.StringIO()
    plume = csv.writer(tampon)
    plume.writerow(
        [
            "dossier",
            "solution",
            "structure",
            "decision",
            "rang",
            "total_exact",
            "total_affiche",
            "membre",
            "college",
            "critere",
            "titre_du_critere",
            "poids",
            "sous_critere",
            "poids_du_sous_critere",
            "note",
            "instantane",
            "version_de_la_grille",
            "sha256",
        ]
    )
    notes = contenu["notes"] + [_sans_note(d) for d in dossiers if classement[d]["n"] == 0]
    for note in notes:
        dossier, rang = dossiers[note["dossier"]], classement[note["dossier"]]
        critere = criteres.get(note["critere"])
        plume.writerow(
            map(
                _case,
                [
                    dossier["reference"],
                    dossier["titre"],
                    dossier["structure"],
                    dossier["decision"],
                    rang["rang"],
                    rang["exact"],
                    rang["affiche"],
                    note["membre"],
                    note["college"],
                    note["critere"],
                    critere["titre"] if critere else "",
                    critere["poids"] if critere else "",
                    note["sous_critere"],
                    _poids_du_sous_critere(critere, note["sous_critere"]),
                    note["note"],
                    contenu["instant"],
                    contenu["grille"]["numero"],
                    contenu["empreinte"],
                ],
            )
        )
    return tampon.getvalue().encode("utf-8-sig")


def _sans_note(reference):
    """The line of a dossier that nobody has noted: absent is not zero, and not left out either."""
    return {"dossier": reference, "membre": "", "college": "", "critere": "", "sous_critere": "", "note": ""}


def _poids_du_sous_critere(critere, ordre):
    return next((s["poids"] for s in critere["sous_criteres"] if s["ordre"] == ordre), "") if critere else ""


def _case(valeur):
    if isinstance(valeur, str) and valeur.startswith(DANGEREUX):
        return f"'{valeur}"
    return valeur
