"""The text of a page as a reader, or a screen reader, is given it."""

import re
import unicodedata

from amihr.fichiers.noms import SENS_DE_LECTURE

LONGUEUR_MAX = 20_000


def texte_lisible(texte):
    """NFC, no control, no mark of reading order, at most 20,000 characters; the lines are the page's."""
    texte = texte[: 2 * LONGUEUR_MAX].replace("\r\n", "\n").replace("\r", "\n")
    # U+FFFE, where PDFium found a word cut at the end of its line, is among those that go: the word is whole again.
    texte = "".join(lettre for lettre in texte if lettre == "\n" or unicodedata.category(lettre)[0] != "C")
    texte = SENS_DE_LECTURE.sub("", unicodedata.normalize("NFC", texte))
    texte = re.sub(r"[^\S\n]+", " ", texte)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", texte)).strip()[:LONGUEUR_MAX]
