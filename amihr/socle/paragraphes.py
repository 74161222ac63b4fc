"""Long texts that people type or paste from a word processor: their paragraphs and their lists are kept."""

import re
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import mark_safe

# What word processors put on the clipboard: ends of line of several systems, the manual break, the page break.
FINS_DE_LIGNE = re.compile("\r\n|\r|\v|\f|\u0085")
# Signs that are bullets wherever a line begins with them; the private ones are those of Symbol and Wingdings.
PUCE = re.compile("^[ \t\u00a0]*[•·▪●◦‣∙■□➢\uf0b7\uf0a7\uf0d8\uf0fc][ \t\u00a0]*", re.MULTILINE)
# Letters and dashes are bullets only when a tab, or what stands for it, follows them, as word processors write them.
PUCE_A_TABULATION = re.compile("^[ \t\u00a0]*[o§–—*-](?:\t|[ \u00a0]{2})[ \t\u00a0]*", re.MULTILINE)
NUMERO = re.compile(r"^[ \t\u00a0]*(\(?\w{1,3}[.)])(?:\t|[ \u00a0]{2})[ \t\u00a0]*", re.MULTILINE)
TROP_DE_VIDE = re.compile(r"\n(?:[ \t]*\n){2,}")
ELEMENT = re.compile(r"^\s*[•–-] +(.+)$")
# Each element keeps the number that was written; « 1) », « a. » and « (i) » stay as they were typed.
NUMEROTE = re.compile(r"^\s*([0-9]{1,3})\. +(.+)$")


def nettoyer(texte):
    """Return a text with plain ends of line and one sign for bullets; not one of its words is changed.

    A browser counts an end of line for one character: so does the limit of the question.
    """
    texte = FINS_DE_LIGNE.sub("\n", texte)
    texte = PUCE.sub("• ", texte)
    texte = PUCE_A_TABULATION.sub("• ", texte)
    texte = NUMERO.sub(r"\1 ", texte)
    return TROP_DE_VIDE.sub("\n\n", texte.replace("\t", " "))


def en_paragraphes(texte):
    """The safe HTML of a text that somebody typed: paragraphs, ends of line, lists. No other markup is read."""
    blocs = re.split(r"\n\s*\n", texte.replace("\r\n", "\n").strip())
    return mark_safe("\n".join(_bloc(bloc) for bloc in blocs if bloc.strip()))  # noqa: S308 (each line is escaped)


def _bloc(bloc):
    sortie = []
    for balise, lignes in groupby(bloc.split("\n"), key=_balise):
        if balise == "p":
            sortie.append(f"<p>{'<br>'.join(str(escape(ligne)) for ligne in lignes)}</p>")
        else:
            sortie.append(f"<{balise}>{''.join(_element(ligne) for ligne in lignes)}</{balise}>")
    return "\n".join(sortie)


def _balise(ligne):
    if ELEMENT.match(ligne):
        return "ul"
    return "ol" if NUMEROTE.match(ligne) else "p"


def _element(ligne):
    if element := ELEMENT.match(ligne):
        return f"<li>{escape(element[1])}</li>"
    numero, texte = NUMEROTE.match(ligne).groups()
    return f'<li value="{int(numero)}">{escape(texte)}</li>'
