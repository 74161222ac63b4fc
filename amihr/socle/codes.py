"""Codes that people read on paper, and type again."""

import re
import secrets
import string
import unicodedata

# 32 signs, 5 bits each: no O, I, 0 or 1, which are read for one another.
ALPHABET = "".join(sorted(set(string.ascii_uppercase + string.digits) - set("OI01")))
GROUPE = 4


def tirer(longueur):
    """Draw an unguessable code: 5 bits a sign."""
    return "".join(secrets.choice(ALPHABET) for _ in range(longueur))


def ecrire(code):
    """Write a code by groups of four: « 7K4M-QX2P »."""
    return "-".join(code[debut : debut + GROUPE] for debut in range(0, len(code), GROUPE))


def normaliser(saisie, longueur):
    """Return the code that somebody typed or pasted, or None when it cannot be one.

    Case, spaces, dashes of any kind, points and full-width signs are forgiven, and so is the
    whole address printed beside the code. O, I, 0 and 1 are not: no code has them.
    """
    saisie = unicodedata.normalize("NFKC", saisie).strip().rstrip("/")
    code = re.sub(r"[\s.\-_\u2010-\u2015\u2212]", "", saisie.rsplit("/", 1)[-1]).upper()
    return code if len(code) == longueur and set(code) <= set(ALPHABET) else None
