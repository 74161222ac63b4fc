"""What somebody asks of the catalogue."""

from dataclasses import dataclass
from enum import StrEnum

PAR_PAGE = 20
# Beyond this many answers a relevance would cost more than it tells: they come by name.
CLASSABLES = 400
A_COMPARER = 4


class Tri(StrEnum):
    """The orders offered; none follows the order of arrival (see R2)."""

    PERTINENCE = "pertinence"
    NOM = "nom"
    FIN = "fin"


@dataclass(frozen=True)
class Criteres:
    """A search: words, needs, and the order of the answers."""

    texte: str = ""
    themes: tuple = ()
    besoins: tuple = ()
    donnees: tuple = ()
    locales: bool = False
    coups_de_coeur: bool = False
    tri: Tri | None = None
    page: str = "1"

    @property
    def sont_vides(self):
        """Whether nothing is asked: the page then proposes the needs."""
        return not (self.texte or self.themes or self.besoins or self.donnees or self.locales or self.coups_de_coeur)


def tri_applique(criteres, total):
    """Return the order really applied: relevance only for words, and while there are few enough answers to rank."""
    classable = bool(criteres.texte) and total <= CLASSABLES
    voulu = criteres.tri or Tri.PERTINENCE
    return Tri.NOM if voulu == Tri.PERTINENCE and not classable else voulu
