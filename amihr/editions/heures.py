"""The hours of a call inside its sentences: computed from its dates, so that a postponement corrects them too.

Staff write « {derniere_minute} » where the page reads « 12 h 00 ». Nothing here reads a clock or a row.
"""

from datetime import time

from amihr.editions import dates
from amihr.editions.textes import completer
from amihr.horloge import PARIS
from amihr.socle.textes import heure_minute

MOTS = frozenset({"ouverture", "derniere_minute", "premier_refus"})


def bornes(ouverture_le, cloture_le):
    """Return ``{word: instant}``: the opening, the last minute in time, and the minute that refuses (Q1, Q24)."""
    return {
        "ouverture": ouverture_le.astimezone(PARIS),
        "derniere_minute": dates.derniere_minute(cloture_le),
        "premier_refus": cloture_le.astimezone(PARIS),
    }


def dire(texte, edition):
    """Return a sentence with the hours of ``edition`` in the place of their words."""
    if "{" not in texte:
        return texte
    lues = bornes(edition.ouverture_le, edition.cloture_le)
    return completer(texte, {mot: heure_minute(instant) for mot, instant in lues.items()})


def heures_de(ouverture_le, cloture_le):
    """Return the hours that a sentence may cite without contradicting the dates."""
    return {time(instant.hour, instant.minute) for instant in bornes(ouverture_le, cloture_le).values()}
