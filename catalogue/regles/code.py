"""The code of a label: drawn at random, written on the macaron, typed again by whoever checks it (T9)."""

from amihr.socle.codes import normaliser, tirer

LONGUEUR = 8


def code_neuf():
    """Draw the code of a new label: 40 bits, so that none is found by guessing."""
    return tirer(LONGUEUR)


def code_saisi(saisie):
    """Return the label code that somebody typed or pasted, or None when it cannot be one."""
    return normaliser(saisie, LONGUEUR)
