"""What a team reads of the past of its dossier: saves gathered, what an old revision would put back."""

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

EN_LISTE = ("liste", "previsions", "choix_multiple", "cas_usage")


@dataclass(frozen=True)
class Seance:
    """What somebody saved in one part without leaving it: revisions ``de`` to ``a``; ``est_reprise``: taken from another dossier."""

    partie: str
    par: object
    de: int
    a: int
    debut: datetime
    fin: datetime
    est_reprise: bool

    @property
    def combien(self):
        return self.a - self.de + 1


def seances(debuts, fins):
    """Return the ``Seance`` of the parts of a draft.

    ``debuts``: the first revision of each, by part then by number, with ``est_reprise`` and ``precedent_le``: the instant of
    the revision before it in the part. ``fins``: {part: (last number, its instant)}.
    """
    debuts, trouvees = list(debuts), []
    for debut, suivant in zip_longest(debuts, debuts[1:]):
        partie = debut.section.partie
        if suivant is not None and suivant.section.partie == partie:
            a, fin = suivant.numero - 1, suivant.precedent_le
        else:
            a, fin = fins[partie]
        trouvees.append(Seance(partie, debut.par, debut.numero, a, debut.instant, fin, debut.est_reprise))
    return trouvees


def a_reprendre(partie, contenu):
    """Return ``{code: value}`` for every question of a part, as an old revision held them: what it did not hold is empty."""
    return {
        question["code"]: contenu.get(question["code"], [] if question["type"] in EN_LISTE else "")
        for question in partie["questions"]
    }
