"""The notes in the margin of a dossier: their bounds, how long one taken off may be put back, the address of a passage."""

from datetime import timedelta
from urllib.parse import quote

PARTIE_DES_FICHIERS = "fichiers"
LONGUEUR_DU_TEXTE, LONGUEUR_DE_LA_CITATION = 4_000, 1_000
NOTES_PAR_DOSSIER = 200
DELAI_POUR_RETABLIR = timedelta(hours=1)
MOTS_AUX_BOUTS = 5


def fragment(ancre, citation):
    """Return the fragment of an address that leads to ``ancre``, and to the quoted passage where the browser knows how.

    A text fragment (``#ancre:~:text=début,fin``): no script; a browser that ignores it goes to ``ancre``. A quotation that
    is not word for word in the page leads to ``ancre`` too.
    """
    mots = citation.split()
    if not mots:
        return f"#{ancre}"
    if len(mots) <= 2 * MOTS_AUX_BOUTS:
        bouts = [" ".join(mots)]
    else:
        bouts = [" ".join(mots[:MOTS_AUX_BOUTS]), " ".join(mots[-MOTS_AUX_BOUTS:])]
    # A comma, an ampersand and a hyphen mean something there: all are written by their code.
    return f"#{ancre}:~:text=" + ",".join(quote(bout, safe="").replace("-", "%2D") for bout in bouts)
