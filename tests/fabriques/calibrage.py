"""Calibrations: their fictional dossiers, opened, scored."""

from evaluation.actes.calibrage import soumettre
from evaluation.lectures.grilles import grille_lue
from evaluation.models import Calibrage, DossierDeCalibrage
from evaluation.regles.completude import HORS_COMPETENCE

from .editions import PENDANT

FICTIFS = ("Mirador fictif", "Boussole fictive")


def dossiers_fictifs(edition):
    """Both fictional dossiers of an edition, in order."""
    return [
        DossierDeCalibrage.objects.create(
            edition=edition,
            rang=rang,
            titre=titre,
            structure=f"{titre} SAS",
            parties=[{"slug": "solution", "titre": "La solution", "texte": f"{titre} compte les toits."}],
        )
        for rang, titre in enumerate(FICTIFS, start=1)
    ]


def regler(edition, choix):
    """Set what an edition asks; its settings are a new object: those of a file are read once for all the tests."""
    annees = {"Q27": {"annees": [2026, 2027, 2028]}}  # the ready examples forecast them
    edition.reglages = annees | edition.reglages | {"Q41": edition.reglages["Q41"] | {"calibrage": choix}}
    edition.save(update_fields=["reglages"])


def calibrage_ouvert(edition, choix="propose", **champs):
    """An open calibration, both dossiers written; returns it."""
    regler(edition, choix)
    dossiers_fictifs(edition)
    return Calibrage.objects.create(edition=edition, ouvert_le=PENDANT, **champs)


def reponses(edition, valeurs):
    """The answers of a page: one note per cell of the grid, in order; `None` is « hors de ma compétence »."""
    cases = [case for critere in grille_lue(edition).criteres for case in critere.cases]
    return {c: HORS_COMPETENCE if v is None else v for c, v in zip(cases, valeurs, strict=True)}


def calibrer(personne, edition, rang, valeurs, commentaire=""):
    """Submit that member's grid of a fictional dossier through the acte; the comment is on the first criterion."""
    lues = reponses(edition, valeurs)
    premier = next(iter(lues))[0]
    return soumettre(edition, rang, par=personne, reponses=lues, commentaires={premier: commentaire}, revision=0)
