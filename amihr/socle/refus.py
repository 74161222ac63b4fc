"""Refusals: an acte that cannot be done says why by a code; the sentence of the code is written once, in its room."""

import logging
from functools import cache

from django.conf import settings
from django.http import Http404
from django.utils.module_loading import import_string

from amihr.socle.textes import espacer, nombre

journal_technique = logging.getLogger(__name__)

PHRASE_INCONNUE = "Cette action n’est pas possible dans l’état actuel."


class ActeRefuse(Exception):
    """An acte refused for the reason `code`; `details` fill its sentence; `instant` is that of its journal entry."""

    instant = None
    statut = 409  # of the HTTP answer; a subclass may say better (429 when the rate is the reason)
    libelles = {}  # by name of control, the question above it: the page of the refusal gives back what was typed under it

    def __init__(self, code, **details):
        super().__init__(code)
        self.code = code
        self.details = details

    @property
    def phrase(self):
        """The French sentence to show."""
        return phrase(self.code, self.details)


def exiger(condition, code, **details):
    """Go on if `condition` holds. Raises ActeRefuse(code) otherwise."""
    if not condition:
        raise ActeRefuse(code, **details)


def exiger_trouve(trouve):
    """Raise ``Http404`` when nothing was found: absent and forbidden look alike (T6)."""
    if not trouve:
        raise Http404


def phrase(code, details=None):
    """The French sentence of a refusal, filled with `details`; a general one when its room wrote none."""
    modele = phrases().get(code)
    if modele is None:
        journal_technique.error("Aucune phrase pour le refus %s", code)
        return PHRASE_INCONNUE
    ecrits = {nom: nombre(valeur) if type(valeur) is int else valeur for nom, valeur in (details or {}).items()}
    return espacer(modele.format(**ecrits))


@cache
def phrases():
    """Every sentence, by code, from the modules that the setting REFUS names. Raises ValueError for a code written twice."""
    toutes = {}
    for chemin in settings.REFUS:
        celles_ci = import_string(chemin if chemin.endswith(".PHRASES") else f"{chemin}.PHRASES")
        if doubles := toutes.keys() & celles_ci.keys():
            raise ValueError(f"{chemin} réécrit des refus déjà nommés : {', '.join(sorted(doubles))}")
        toutes |= celles_ci
    return toutes
