"""Where the members do not agree: what the meeting may want to talk about."""

from fractions import Fraction
from typing import NamedTuple

# From three steps out of five on: « partiel » for one member, « remarquable » for another.
PART_DE_L_ECHELLE = Fraction(3, 5)


class Divergence(NamedTuple):
    """A criterion of a dossier on which the lowest and the highest notes are far apart."""

    dossier: object
    critere: object
    moyenne: object

    @property
    def ecart(self):
        return self.moyenne.maximum - self.moyenne.minimum


def divergences(bareme, obtenus, part=PART_DE_L_ECHELLE):
    """Return the ``Divergence`` of each criterion whose notes span at least `part` of the scale, widest first.

    Within one width they keep the order of `obtenus`, then that of the criteria.
    """
    seuil = part * (bareme.maximum - bareme.minimum)
    trouvees = [
        Divergence(obtenu.dossier, critere, moyenne)
        for obtenu in obtenus
        for critere, moyenne in zip(bareme.criteres, obtenu.criteres, strict=True)
        if moyenne.n > 1 and moyenne.maximum - moyenne.minimum >= seuil
    ]
    return sorted(trouvees, key=lambda divergence: -divergence.ecart)
