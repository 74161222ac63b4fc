"""Who reads what: k readers a dossier, one at least of each college, caps, nothing begun taken away.

The rule explains itself in one sentence: dossiers go to whoever has least, then readers are exchanged for as long as an
exchange betters something. Why this ends on the best there is: see ``Echanges``.
"""

from collections import Counter
from dataclasses import dataclass, field

from .echanges import Echanges

REPARER, REPARTIR = "reparer", "repartir"


@dataclass(frozen=True)
class Lecteur:
    """A member who may be given dossiers; ``plafond``: how many at most, None for no limit."""

    cle: object
    college: object
    plafond: int | None = None


@dataclass(frozen=True)
class ALire:
    """A dossier: who may read it, who does now, and whose grid is begun or submitted, which is never taken away."""

    cle: object
    possibles: frozenset
    presents: frozenset = frozenset()
    commences: frozenset = frozenset()


@dataclass(frozen=True)
class Defaut:
    """Why an assignment falls short. ``genre``: ``lecteurs`` (too few may read), ``plafonds`` (those who may, ``lecteurs``,
    have their fill, even by exchanging), ``college`` (nobody of it may read: said, never an obstacle)."""

    genre: str
    dossier: object
    college: object = None
    combien: int = 0
    lecteurs: tuple = ()

    @property
    def est_bloquant(self):
        return self.genre != "college"


@dataclass(frozen=True)
class Plan:
    """The readers of each dossier, ``{dossier: frozenset}``, and what falls short."""

    lecteurs: dict
    defauts: tuple = field(default=())

    @property
    def est_applicable(self):
        return not any(defaut.est_bloquant for defaut in self.defauts)

    @property
    def charges(self):
        """How many dossiers each reader has."""
        return Counter(lecteur for lecteurs in self.lecteurs.values() for lecteur in lecteurs)


def repartir(dossiers, lecteurs, k, *, geste=REPARTIR):
    """Return the ``Plan`` that gives ``k`` readers to each dossier, and one at least of each college that has one to give.

    ``REPARTIR``: the loads as even as can be (hence the smallest maximum), then the fewest changes. ``REPARER``: the fewest
    changes, then the loads as even as can be. A dossier has more than ``k`` readers only where begun grids make it so.
    Neither the order of ``dossiers`` nor that of ``lecteurs`` changes anything.
    """
    lecteurs = {lecteur.cle: lecteur for lecteur in sorted(lecteurs, key=lambda lecteur: str(lecteur.cle))}
    dossiers = sorted((_borne(dossier, lecteurs) for dossier in dossiers), key=lambda dossier: str(dossier.cle))
    besoins = {dossier.cle: besoin(dossier, lecteurs, k) for dossier in dossiers}
    echanges = Echanges(dossiers, lecteurs, besoins, changements_d_abord=geste == REPARER)
    echanges.ameliorer()
    tenus = {dossier.cle: frozenset(echanges.tenus[rang]) for rang, dossier in enumerate(dossiers)}
    return Plan(tenus, tuple(_defauts(dossiers, lecteurs, k, echanges)))


def _borne(dossier, lecteurs):
    """The dossier among those readers only; what is begun may go on."""
    commences = dossier.commences & lecteurs.keys()
    possibles = (dossier.possibles & lecteurs.keys()) | commences
    return ALire(dossier.cle, possibles, dossier.presents & possibles, commences)


def colleges_a_servir(dossier, lecteurs):
    """Return the colleges that have a possible reader for a dossier and none whose grid is begun."""
    colleges = {lecteurs[cle].college for cle in dossier.possibles}
    return colleges - {lecteurs[cle].college for cle in dossier.commences}


def besoin(dossier, lecteurs, k):
    """Return how many readers a dossier is to have: k, or more when those who have begun leave colleges aside."""
    return max(k, len(dossier.commences) + len(colleges_a_servir(dossier, lecteurs)))


def _defauts(dossiers, lecteurs, k, echanges):
    tous_les_colleges = sorted({lecteur.college for lecteur in lecteurs.values()}, key=str)
    for rang, dossier in enumerate(dossiers):
        presents = {lecteurs[cle].college for cle in dossier.possibles}
        for college in tous_les_colleges:
            if college not in presents:
                yield Defaut("college", dossier.cle, college)
        if len(dossier.possibles) < k:
            yield Defaut("lecteurs", dossier.cle, combien=len(dossier.possibles))
        elif echanges.manque[rang]:
            yield Defaut("plafonds", dossier.cle, combien=echanges.manque[rang], lecteurs=echanges.combles(rang))
        for college in echanges.colleges_oublies(rang):
            yield Defaut("plafonds", dossier.cle, college, 1, echanges.combles(rang, college))
