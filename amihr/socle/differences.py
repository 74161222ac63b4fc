"""What goes and what comes from one text to another, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

JETON = re.compile(r"\s*\S+|\s+")
JETONS_AU_PLUS = 4000  # beyond, a line is the unit: comparing word by word would take seconds
AUTOUR = 160  # characters kept on each side of a change
COUPURE = "\u00a0[…]\u00a0"


@dataclass(frozen=True)
class Morceau:
    """A stretch of text: ``genre`` is « ins », « del », or "" where nothing changes."""

    genre: str
    texte: str


def morceaux(avant, apres):
    """Return the words of ``avant`` that go and those of ``apres`` that come, as a tuple of ``Morceau``."""
    jetons = _jetons(avant), _jetons(apres)
    if max(map(len, jetons)) > JETONS_AU_PLUS:
        jetons = avant.splitlines(keepends=True), apres.splitlines(keepends=True)
    anciens, nouveaux = jetons
    trouves = []
    for _, a, b, c, d in SequenceMatcher(None, anciens, nouveaux, autojunk=False).get_opcodes():
        ancien, nouveau = "".join(anciens[a:b]), "".join(nouveaux[c:d])
        couples = [("", ancien)] if ancien == nouveau else [("del", ancien), ("ins", nouveau)]
        trouves += [Morceau(genre, texte) for genre, texte in couples if texte]
    return tuple(_abreger(trouves))


def _jetons(texte):
    return JETON.findall(texte)


def _abreger(trouves):
    """Cut what does not change to what surrounds a change."""
    for rang, morceau in enumerate(trouves):
        texte = morceau.texte
        if not morceau.genre and len(texte) > 2 * AUTOUR + len(COUPURE):
            debut = texte[:AUTOUR] if rang else ""
            fin = texte[-AUTOUR:] if rang < len(trouves) - 1 else ""
            morceau = Morceau("", f"{debut}{COUPURE}{fin}")
        yield morceau
