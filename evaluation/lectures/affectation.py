"""How the dossiers are shared among the members: who may read each, who does, who has begun, what is left to do."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Q

from amihr import horloge
from amihr.socle.normalisation import AppNorm
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Affectation, Etat, ModeDAffectation, Repartition
from evaluation.models import EtatEvaluation, Evaluation
from evaluation.regles.affectation import ALire, Lecteur
from evaluation.regles.plan import duree

from .cloture import est_decidee
from .connaissance import sieges_et_connaissance

A_REPARTIR = (Etat.ELIGIBLE, Etat.EN_EVALUATION)


@dataclass(frozen=True)
class Affectations:
    """The sharing of an edition, over the dossiers that its reader may prepare: of the others nothing is counted (T5).

    ``possibles`` and ``presents``: ``{dossier: {members}}``; ``grilles``: ``{dossier: {member: whether it is submitted}}``
    of those who sit and are not déportés.
    """

    repartition: Repartition
    candidatures: dict
    membres: dict
    possibles: dict
    presents: dict
    grilles: dict

    @property
    def est_en_vigueur(self):
        return self.repartition.est_en_vigueur

    def a_lire(self):
        """Return the ``ALire`` of each dossier, for the rule."""
        return [
            ALire(pk, frozenset(self.possibles[pk]), frozenset(self.presents[pk]), frozenset(self.grilles[pk]))
            for pk in self.candidatures
        ]

    def lecteurs(self, plafond=None, plafonds=()):
        """Return the ``Lecteur`` of each member, for the rule; ``plafonds``: ``{member id: cap}``."""
        propres = dict(plafonds)
        return [Lecteur(pk, m.college_id, propres.get(str(pk), plafond)) for pk, m in self.membres.items()]

    def attendus(self, candidature):
        """Return the members from whom a grid is expected: its readers, or everybody who may read it."""
        return self.presents[candidature] if self.est_en_vigueur else self.possibles[candidature]


def lire_les_affectations(personne, edition, action=Action.PREPARER, instant=None):
    """Return the ``Affectations`` of the dossiers still before the commission on which ``personne`` may do ``action``.

    Once a meeting that is closed has settled a decision, no grid is expected of its dossier. In six statements, whatever the number of dossiers and of members.
    """
    instant = instant or horloge.maintenant()
    dossiers = acces.dossiers_accessibles(personne, action, instant).filter(edition=edition, etat__in=A_REPARTIR)
    dossiers = dossiers.exclude(est_decidee())
    candidatures = {c.pk: c for c in dossiers.order_by("noms", "reference")}
    sieges = sieges_et_connaissance(edition).select_related("personne", "college")
    sieges = sieges.order_by("college__ordre", AppNorm("personne__nom"), AppNorm("personne__prenom"), "pk")
    membres = {membre.pk: membre for membre in sieges}
    presents, grilles = {pk: set() for pk in candidatures}, {pk: {} for pk in candidatures}
    lignes = Affectation.objects.en_cours().filter(candidature__in=list(candidatures))
    for candidature, membre in lignes.order_by().values_list("candidature", "membre"):
        presents[candidature].add(membre)
    commencees = Evaluation.objects.de_qui_siege().filter(candidature__in=list(candidatures)).order_by()
    remise = BoolOr(Q(etat=EtatEvaluation.SOUMISE))
    for candidature, membre, est_remise in (
        commencees.values("candidature", "membre")
        .annotate(remise=remise)
        .values_list("candidature", "membre", "remise")
    ):
        grilles[candidature][membre] = est_remise
    repartition = Repartition.objects.filter(edition=edition).select_related("par").first()
    possibles = acces.lecteurs_possibles(list(membres.values()), list(candidatures), instant)
    return Affectations(
        repartition or Repartition(edition=edition), candidatures, membres, possibles, presents, grilles
    )


@dataclass(frozen=True)
class Avancement:
    """Where one member stands: how many grids are expected, submitted, begun, and the hours left."""

    membre: object
    attendues: int
    remises: int
    commencees: int
    minutes: int

    @property
    def reste(self):
        return self.attendues - self.remises

    @property
    def minutes_restantes(self):
        return self.reste * self.minutes

    @property
    def duree_du_reste(self):
        """The hours left, as people write them."""
        return duree(self.minutes_restantes)

    @property
    def est_a_connaitre(self):
        """Tell whether the member has still to say that they know their dossiers."""
        change, connue = self.membre.change_le, self.membre.connue_le
        return change is not None and (connue is None or connue < change)


def avancement(affectations):
    """Return the ``Avancement`` of each member, by college then name: nobody is expected to score what others have."""
    attendues, remises, commencees = Counter(), Counter(), Counter()
    for pk in affectations.candidatures:
        attendus = affectations.attendus(pk)
        attendues.update(attendus)
        for membre, est_remise in affectations.grilles[pk].items():
            if membre in attendus:
                (remises if est_remise else commencees)[membre] += 1
    return [
        Avancement(membre, attendues[pk], remises[pk], commencees[pk], affectations.repartition.minutes)
        for pk, membre in affectations.membres.items()
    ]


def temps_des_grilles(personne, edition):
    """Return ``[(member, seconds)]`` of the grids submitted on the dossiers that ``personne`` may prepare."""
    dossiers = acces.dossiers_accessibles(personne, Action.PREPARER).filter(edition=edition)
    grilles = Evaluation.objects.qui_comptent().filter(candidature__in=dossiers, secondes__gt=0)
    return list(grilles.order_by().values_list("membre", "secondes"))


def grilles_attendues(personne, edition):
    """Return how many grids are still to be submitted on the dossiers that ``personne`` may prepare."""
    return sum(ligne.reste for ligne in avancement(lire_les_affectations(personne, edition)))


@dataclass(frozen=True)
class LigneDeDossier:
    """One dossier with the names of its readers, and what it lacks to be read as was decided."""

    candidature: object
    lecteurs: list
    remises: int
    colleges_absents: list
    il_manque: int

    @property
    def est_incomplet(self):
        return bool(self.il_manque or self.colleges_absents)


def lignes_des_dossiers(affectations):
    """Return the ``LigneDeDossier`` of each dossier, by title."""
    return [_ligne_du_dossier(affectations, pk) for pk in affectations.candidatures]


def _ligne_du_dossier(affectations, pk):
    lecteurs = [membre for cle, membre in affectations.membres.items() if cle in affectations.attendus(pk)]
    servis = {membre.college_id for membre in lecteurs}
    a_servir = {
        affectations.membres[cle].college_id: affectations.membres[cle].college for cle in affectations.possibles[pk]
    }
    absents = [college for cle, college in a_servir.items() if cle not in servis] if affectations.est_en_vigueur else []
    voulus = affectations.repartition.lecteurs if affectations.repartition.mode == ModeDAffectation.EQUILIBRE else 1
    return LigneDeDossier(
        affectations.candidatures[pk],
        lecteurs,
        sum(affectations.grilles[pk].get(membre.pk) is True for membre in lecteurs),
        sorted(absents, key=lambda college: college.ordre),
        max(0, voulus - len(lecteurs)) if affectations.est_en_vigueur else 0,
    )
