"""Cells of spreadsheets that people typed: always text, never a formula."""

# What spreadsheets take for the start of a formula, with the full-width twins that some of them read alike.
DECLENCHEURS = tuple("=+-@\t\r\n＝＋－＠")


def cellule_csv(texte):
    """Return a text as a CSV cell: an apostrophe first when a spreadsheet would take it for a formula."""
    return f"'{texte}" if texte.startswith(DECLENCHEURS) else texte
