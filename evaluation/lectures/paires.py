"""« Pourquoi cet ordre ? »: why one ranked dossier stands above another, among those that the reader sees."""

from dataclasses import dataclass
from itertools import pairwise

from evaluation.regles.explication import pourquoi


@dataclass(frozen=True)
class Paire:
    """Two lines of a ranking in its order, and the paragraph that explains it."""

    haut: object
    bas: object
    pourquoi: str


def expliquer(bareme, lignes, references):
    """Return the ``Paire`` of two dossiers of ``lignes`` (``LigneLue``, in order), whichever is named first."""
    haut, bas = (ligne for ligne in lignes if ligne.candidature.reference in references)
    return _paire(bareme, haut, bas)


def voisines(bareme, lignes):
    """Return the ``Paire`` of each line and the next one."""
    return [_paire(bareme, haut, bas) for haut, bas in pairwise(lignes)]


def _paire(bareme, haut, bas):
    noms = {ligne.ligne.dossier: ligne.candidature.titre for ligne in (haut, bas)}
    return Paire(haut, bas, pourquoi(bareme, haut.resultat, bas.resultat, noms))
