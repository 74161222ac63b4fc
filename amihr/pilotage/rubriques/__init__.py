"""Every heading of a call that staff edits, in the order of the page: names, dates, form, grid, settings (see R50)."""

from amihr.socle.textes import entier

from . import appel, formulaire, grille, reglages
from .commun import Rubrique

REGLAGES = tuple(
    Rubrique(
        f"reglage-{code.lower()}", reglages.titre_de(code), ("reglages", code),
        lambda _document, code=code: reglages.questions_de(code), lire=reglages.lire, rediger=reglages.rediger,
    )
    for code in reglages.LIBELLES
)  # fmt: skip
GROUPES = (
    ("L’appel", appel.RUBRIQUES),
    ("Le dossier de candidature", formulaire.RUBRIQUES),
    ("La grille de la commission", grille.RUBRIQUES),
    ("Les réglages", REGLAGES),
)
FIXES = {rubrique.slug: rubrique for _, rubriques in GROUPES for rubrique in rubriques}


def rubrique_de(document, slug):
    """Return the heading of that slug in a document, or ``None``; each part has one for its questions."""
    if slug.startswith(formulaire.QUESTIONS):
        rang = entier(slug.removeprefix(formulaire.QUESTIONS), 0)
        parties = document["formulaire"]["parties"]
        return formulaire.questions_de(rang - 1, parties[rang - 1]["titre"]) if 1 <= rang <= len(parties) else None
    return FIXES.get(slug)
