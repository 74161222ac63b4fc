"""What the tests of the commission's pages share."""

from amihr.editions.models import Edition
from evaluation.lectures.grilles import grille_lue


def champs_de_la_grille(edition, note=4, **autres):
    """What a page of the grid sends, every cell noted alike; `None` leaves them all without a note."""
    grille = grille_lue(Edition.objects.get(pk=edition.pk))
    cases = [case for critere in grille.criteres for case in critere.cases]
    noms = [f"c{critere}" if sous is None else f"c{critere}_{sous}" for critere, sous in cases]
    notes = {} if note is None else dict.fromkeys(noms, str(note))
    return {"revision": "0", **notes, **autres}


def adresse(candidature, suite=""):
    """The address of a dossier in the commission's space."""
    return f"/commission/dossiers/{candidature.reference}/{suite}"
