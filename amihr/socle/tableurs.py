"""Workbooks and CSV: every text in them is a text, whatever it begins with (A-46).

The package is loaded at the first workbook: most web workers never make one, and it weighs some ten megabytes (P20).
"""

import io
from datetime import UTC, datetime

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SANS_HEURE = datetime(2000, 1, 1, tzinfo=UTC)  # the clock of a web machine says nothing; the sheets bear PostgreSQL's
TEXTES_SEULEMENT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# What spreadsheets take for the start of a formula, with the full-width twins that some of them read alike.
DECLENCHEURS = tuple("=+-@\t\r\n＝＋－＠")


def cellule_csv(texte):
    """Return a text as a CSV cell: an apostrophe first when a spreadsheet would take it for a formula."""
    return f"'{texte}" if texte.startswith(DECLENCHEURS) else texte


def classeur(feuilles):
    """Return the bytes of an XLSX. ``feuilles``: ``(name, head, rows)`` of each sheet; an empty text leaves its cell empty."""
    from xlsxwriter import Workbook

    tampon = io.BytesIO()
    with Workbook(tampon, TEXTES_SEULEMENT) as fichier:
        fichier.set_properties({"created": SANS_HEURE})
        gras = fichier.add_format({"bold": True})
        for nom, entete, lignes in feuilles:
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
