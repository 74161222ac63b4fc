"""What an agent asks of an assignment, the plan that answers it, and what it would change: the dry run and the acte say the same."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field

from amihr.socle.textes import accorde, pluriel
from candidatures.models import MINUTES_PAR_DOSSIER, ModeDAffectation

from .affectation import REPARTIR, Plan, repartir

CITES = 5  # titles named in a sentence, at most


@dataclass(frozen=True)
class Demande:
    """A mode and its parameters, as ``Repartition`` keeps them. ``geste``: share anew, or repair with the fewest changes."""

    mode: str = ModeDAffectation.EQUILIBRE
    lecteurs: int = 3
    plafond: int | None = None
    plafonds: dict = field(default_factory=dict)
    minutes: int = MINUTES_PAR_DOSSIER
    reserve_la_lecture: bool = False
    geste: str = REPARTIR

    @property
    def parametres(self):
        """What is kept of it once applied."""
        noms = ("mode", "lecteurs", "plafond", "plafonds", "minutes", "reserve_la_lecture")
        return {nom: getattr(self, nom) for nom in noms}


def planifier(affectations, demande):
    """Return the ``Plan`` that a demand makes of a sharing.

    By hand, everybody keeps what they have and may still read; what is begun is kept in any case.
    """
    if demande.mode == ModeDAffectation.TOUS:
        return Plan({pk: frozenset() for pk in affectations.candidatures})
    if demande.mode == ModeDAffectation.MANUEL:
        return Plan({d.cle: (d.presents & d.possibles) | d.commences for d in affectations.a_lire()})
    lecteurs = affectations.lecteurs(demande.plafond, demande.plafonds)
    return repartir(affectations.a_lire(), lecteurs, demande.lecteurs, geste=demande.geste)


def empreinte_du_plan(demande, plan):
    """Return the SHA-256 of a demand and of its plan: what was shown is what is applied, or nothing is."""
    lecteurs = {str(pk): sorted(map(str, membres)) for pk, membres in plan.lecteurs.items()}
    texte = json.dumps([demande.parametres, lecteurs], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(texte.encode()).hexdigest()


def lecteurs_d_aujourd_hui(affectations):
    """Return ``{dossier: members}`` of who has each to score now: all who may where nothing is shared, and who has begun."""
    return {pk: affectations.attendus(pk) | set(affectations.grilles[pk]) for pk in affectations.candidatures}


def lecteurs_ensuite(affectations, demande, plan):
    """Return ``{dossier: members}`` of who would have each to score once the plan is applied."""
    if demande.mode == ModeDAffectation.TOUS:
        return {pk: affectations.possibles[pk] | set(affectations.grilles[pk]) for pk in affectations.candidatures}
    return plan.lecteurs


def changements(affectations, demande, plan):
    """Return ``{dossier: (members added, members taken away)}`` of who has it to score: one reader more or less is one change.

    The dry run, the acte, its mails and the journal all count these.
    """
    return _ecarts(lecteurs_d_aujourd_hui(affectations), lecteurs_ensuite(affectations, demande, plan))


def lignes_a_changer(affectations, plan):
    """Return the same of the rows kept: while every member scores every dossier, there are none."""
    return _ecarts(affectations.presents, plan.lecteurs)


def nombre_de_changements(ecarts):
    """Return (readers added, readers taken away), dossier by dossier."""
    return tuple(sum(len(ecart[rang]) for ecart in ecarts.values()) for rang in (0, 1))


def _ecarts(avant, apres):
    ecarts = {pk: (apres[pk] - membres, membres - apres[pk]) for pk, membres in avant.items()}
    return {pk: ecart for pk, ecart in ecarts.items() if any(ecart)}


def duree(minutes):
    """Write minutes of work: « 9 h 20 », « 14 h », « 40 min »."""
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}\u00a0min"
    return f"{heures}\u00a0h\u00a0{reste:02}" if reste else f"{heures}\u00a0h"


@dataclass(frozen=True)
class ChargeDeMembre:
    """The load of one member before and after, and what changes for them."""

    membre: object
    avant: int
    apres: int
    ajoutes: int
    retires: int
    duree: str


@dataclass(frozen=True)
class Apercu:
    """The dry run. ``dossiers``: ``{"candidature", "lecteurs": [(member, is new)], "partants"}`` for each dossier;
    ``colleges``: ``{"college", "membres", "lectures", "duree"}``; sentences: what forbids to apply, what deserves a look."""

    plan: Plan
    membres: list
    colleges: list
    dossiers: list
    obstacles: list
    remarques: list
    ajoutes: int
    retires: int

    @property
    def change(self):
        """How many readers are added or taken away."""
        return self.ajoutes + self.retires

    @property
    def maximum(self):
        return max((charge.apres for charge in self.membres), default=0)


def apercevoir(affectations, demande, plan):
    """Return the ``Apercu`` of a plan: everybody's load in dossiers and hours, and all that would change."""
    avant, apres = lecteurs_d_aujourd_hui(affectations), lecteurs_ensuite(affectations, demande, plan)
    charges = [_charge(membre, avant, apres, demande.minutes) for membre in affectations.membres.values()]
    obstacles, remarques = _phrases(affectations, demande, plan)
    return Apercu(
        plan,
        charges,
        _par_college(charges, demande.minutes),
        [_dossier(affectations, pk, avant[pk], apres[pk]) for pk in affectations.candidatures],
        obstacles,
        remarques,
        *nombre_de_changements(changements(affectations, demande, plan)),
    )


def _charge(membre, avant, apres, minutes):
    eus = {pk for pk, membres in avant.items() if membre.pk in membres}
    aura = {pk for pk, membres in apres.items() if membre.pk in membres}
    return ChargeDeMembre(membre, len(eus), len(aura), len(aura - eus), len(eus - aura), duree(len(aura) * minutes))


def _par_college(charges, minutes):
    lectures, membres, colleges = Counter(), Counter(), {}
    for charge in charges:
        colleges[charge.membre.college_id] = charge.membre.college
        membres[charge.membre.college_id] += 1
        lectures[charge.membre.college_id] += charge.apres
    return [
        {"college": college, "membres": membres[pk], "lectures": lectures[pk], "duree": duree(lectures[pk] * minutes)}
        for pk, college in colleges.items()
    ]


def _dossier(affectations, pk, avant, apres):
    membres = affectations.membres.items()
    return {
        "candidature": affectations.candidatures[pk],
        "lecteurs": [(membre, cle not in avant) for cle, membre in membres if cle in apres],
        "partants": [membre for cle, membre in membres if cle in avant - apres],
    }


def _phrases(affectations, demande, plan):
    """What forbids to apply a plan, then what deserves a look."""
    obstacles = [_obstacle(affectations, demande, defaut) for defaut in plan.defauts if defaut.est_bloquant]
    remarques = _colleges_absents(affectations, plan)
    if demande.mode == ModeDAffectation.MANUEL and (seuls := [pk for pk, lus in plan.lecteurs.items() if not lus]):
        remarques.append(
            f"{_dossiers(affectations, seuls)} n’auront pas de lecteur tant que vous ne les aurez pas confiés, un par un."
        )
    if sans := [
        str(m)
        for pk, m in affectations.membres.items()
        if not any(pk in lus for lus in affectations.possibles.values())
    ]:
        pourquoi = accorde(
            len(sans),
            "Ce membre n’a pas encore déclaré ses liens d’intérêts, ou s’est déporté de tout.",
            "Ces membres n’ont pas encore déclaré leurs liens d’intérêts, ou se sont déportés de tout.",
        )
        remarques.append(f"Aucun dossier ne peut être confié à\u00a0: {', '.join(sans)}. {pourquoi}")
    return obstacles, remarques


def _obstacle(affectations, demande, defaut):
    titre = affectations.candidatures[defaut.dossier].titre
    if defaut.genre == "lecteurs":
        combien = (
            pluriel(defaut.combien, "lecteur possible", "lecteurs possibles")
            if defaut.combien
            else "aucun lecteur possible"
        )
        return f"«\u00a0{titre}\u00a0» a {combien}\u00a0: il en faut {demande.lecteurs}."
    noms = ", ".join(f"{affectations.membres[pk]}" for pk in defaut.lecteurs)
    if defaut.college is None:
        quoi = f"il manque {pluriel(defaut.combien, 'lecteur')} à «\u00a0{titre}\u00a0»"
    else:
        college = next(m.college for m in affectations.membres.values() if m.college_id == defaut.college)
        quoi = f"«\u00a0{titre}\u00a0» n’aurait aucun lecteur du collège «\u00a0{college}\u00a0»"
    return (
        f"{quoi[0].upper()}{quoi[1:]}\u00a0: ceux qui pourraient le lire ont atteint leur plafond, même en échangeant "
        f"d’autres dossiers ({noms})."
    )


def _colleges_absents(affectations, plan):
    """One sentence a college, however many dossiers nobody of it may read."""
    sans = {}
    for defaut in plan.defauts:
        if defaut.genre == "college":
            sans.setdefault(defaut.college, []).append(defaut.dossier)
    colleges = {membre.college_id: membre.college for membre in affectations.membres.values()}
    return [
        f"Aucun membre du collège «\u00a0{colleges[pk]}\u00a0» ne peut lire\u00a0: {_dossiers(affectations, dossiers)}."
        for pk, dossiers in sans.items()
    ]


def _dossiers(affectations, pks):
    """Name a few dossiers, count many."""
    if len(pks) > CITES:
        return pluriel(len(pks), "dossier")
    return ", ".join(f"«\u00a0{affectations.candidatures[pk].titre}\u00a0»" for pk in pks)
