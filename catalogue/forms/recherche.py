"""The query string of the catalogue, read without ever failing: what is not understood is left out (A-25)."""

import re

from catalogue.regles.criteres import Criteres, Tri

LONGUEUR = 100
CHOIX_MAXIMUM = 30
CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def criteres_de(parametres):
    """Return the ``Criteres`` of a query string."""
    return Criteres(
        texte=" ".join(parametres.get("q", "").split())[:LONGUEUR],
        themes=_codes(parametres, "theme"),
        besoins=_codes(parametres, "besoin"),
        donnees=_codes(parametres, "donnees"),
        locales=bool(parametres.get("locale")),
        coups_de_coeur=bool(parametres.get("coeur")),
        tri=next((tri for tri in Tri if tri == parametres.get("tri")), None),
        page=parametres.get("page", "1"),
    )


def slugs_a_comparer(parametres):
    """Return the solutions named by a comparison, each once, in their order."""
    return list(_codes(parametres, "s", motif=re.compile(r"[a-z0-9_-]{1,120}")))


def _codes(parametres, nom, motif=CODE):
    trouves = dict.fromkeys(code for code in parametres.getlist(nom) if motif.fullmatch(code))
    return tuple(trouves)[:CHOIX_MAXIMUM]
