"""What the pages of this room read: grids, notes, ranking, séance. Narrowed by ``candidatures.acces``."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from amihr.habilitations.models import Membre
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import (
    Affectation,
    Deport,
    Eligibilite,
    Etat,
    PointExamine,
    PropositionDeConclusion,
    Recevabilite,
    Repartition,
)
from evaluation.models import Critere, Decision, Evaluation, Grille, ProcesVerbal, Seance
from evaluation.regles.bareme import CritereDuBareme, etablir_bareme
from evaluation.regles.classement import Classement, classer
from evaluation.regles.moyennes import GrilleSoumise


def derniere_grille(edition):
    """Return the grid in force, with its criteria, or ``None``."""
    criteres = Critere.objects.order_by("rang").prefetch_related("sous_criteres", "descripteurs")
    return Grille.objects.en_vigueur(edition).prefetch_related(Prefetch("criteres", criteres)).first()


def bareme_de(grille):
    """Return the ``Bareme`` of a grid: its criteria and weights as exact values, keyed by primary keys."""
    criteres = list(grille.criteres.all())
    echelle = grille.echelle
    return etablir_bareme(
        [
            CritereDuBareme(c.pk, c.titre, tuple((sous.pk, sous.poids) for sous in c.sous_criteres.all()))
            for c in criteres
        ],
        [critere.poids for critere in criteres],
        version=grille.pk,
        minimum=echelle["minimum"],
        maximum=echelle["maximum"],
        pas=echelle["pas"],
    )


def evaluations_visibles(personne, edition, instant=None):
    """Return the submitted grids that ``personne`` may see.

    VOIR_NOTES, narrowed: a member sees the others' notes of a dossier once one's own grid is submitted (A-19).
    """
    dossiers = acces.dossiers_accessibles(personne, Action.VOIR_NOTES, instant).filter(edition=edition)
    return _visibles_parmi(personne, edition, dossiers)


def _visibles_parmi(personne, edition, dossiers):
    """The same among ``dossiers``, on which VOIR_NOTES is already granted."""
    siege = Membre.objects.en_fonction().filter(edition=edition, personne=personne)
    la_sienne = Evaluation.objects.soumises().filter(candidature=OuterRef("candidature"), membre__in=siege)
    visibles = Evaluation.objects.qui_comptent().filter(
        ~Exists(siege) | Exists(la_sienne) | _d_un_autre_en_deliberation(edition, siege), candidature__in=dossiers
    )
    return visibles.select_related("membre__personne", "membre__college")


def _d_un_autre_en_deliberation(edition, siege):
    """Where dossiers are shared, whoever has no grid to submit waits for the meeting to see those of the others."""
    restreinte = Repartition.objects.en_vigueur().filter(edition=edition)
    deliberee = Seance.objects.filter(edition=edition, ouverte_le__isnull=False)
    siennes = Affectation.objects.en_cours().filter(candidature=OuterRef("candidature"), membre__in=siege)
    return Q(Exists(restreinte)) & Q(Exists(deliberee)) & ~Q(Exists(siennes))


def soumises(evaluations):
    """Return a ``GrilleSoumise`` per submitted grid, in one statement: each carries its own row of notes.

    A row is in the order of the cells of its version of the grid: see ``regrouper``, which mixes no two versions.
    """
    lues = evaluations.values_list("candidature_id", "membre_id", "membre__college__code", "grille_id", "ligne")
    return [GrilleSoumise(*lue, tuple(ligne)) for *lue, ligne in lues]


@dataclass(frozen=True)
class Tableau:
    """The ranking of the dossiers a reader may see, with what its pages name."""

    bareme: object
    grille: object
    classement: Classement
    candidatures: dict
    grilles: list


def dossiers_en_evaluation(personne, edition, action=Action.VOIR_NOTES, instant=None):
    """Return the dossiers before the commission on which ``personne`` may do ``action``, by title."""
    dossiers = acces.dossiers_accessibles(personne, action, instant).filter(
        edition=edition, etat__in=(Etat.EN_EVALUATION, Etat.LABELLISEE, Etat.NON_LABELLISEE)
    )
    return dossiers.select_related("thematique", "decision").order_by("noms", "reference")


def tableau(personne, edition, instant=None):
    """Return the ``Tableau`` of what ``personne`` may see: ranks are computed over those dossiers only.

    One common grid for all; the figures of another version are not mixed in (see R31).
    """
    grille = derniere_grille(edition)
    bareme = bareme_de(grille)
    candidatures = {c.pk: c for c in dossiers_en_evaluation(personne, edition, instant=instant)}
    comptees = _visibles_parmi(personne, edition, list(candidatures)).filter(grille=grille)
    grilles = soumises(comptees.order_by("candidature_id", "membre_id"))
    return Tableau(bareme, grille, classer(bareme, list(candidatures), grilles), candidatures, grilles)


def figures_de(candidature, grille):
    """Return the ``GrilleSoumise`` rows of one dossier that count now: déportés and former members do not (T5)."""
    comptees = Evaluation.objects.qui_comptent().filter(candidature=candidature, grille=grille)
    return soumises(comptees.order_by("membre_id"))


def instructeurs(candidature):
    """Return the ids of the people who examined a dossier, proposed a conclusion, answered one or concluded on it."""
    points = PointExamine.objects.filter(candidature=candidature).order_by().values_list("par_id")
    proposees = PropositionDeConclusion.objects.filter(candidature=candidature).order_by()
    proposees = (proposees.values_list("par_id"), proposees.exclude(close_par=None).values_list("close_par_id"))
    conclusions = [
        modele.objects.filter(candidature=candidature).order_by().values_list("par_id")
        for modele in (Recevabilite, Eligibilite)
    ]
    return {personne for (personne,) in points.union(*proposees, *conclusions)}


def votants_possibles(seance, candidature):
    """Return the members present who may vote on a dossier: seated, not déporté on it.

    Q32: an agent who instructed the dossier may also vote, and the minutes say so; a setting forbids it.
    """
    presents = Membre.objects.en_fonction().filter(presences__seance=seance, presences__est_present=True)
    deportes = Deport.objects.en_vigueur().filter(candidature=candidature, personne=OuterRef("personne"))
    if not seance.edition.reglage("Q32", "instructeur_peut_voter"):
        presents = presents.exclude(personne__in=instructeurs(candidature))
    return (
        presents.exclude(Exists(deportes))
        .select_related("personne", "college")
        .order_by("college__ordre", "personne__nom", "pk")
    )


def decision_du_courrier(courrier, instant):
    """Return the notified decision that a mail is about if its recipient still follows the candidature."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    decisions = Decision.objects.filter(pk=courrier.cle_de_l_objet, candidature__in=suivies)
    return decisions.exclude(notifiee_le=None).select_related("candidature__edition", "acte").first()


def pv_a_produire(lot=10):
    """Return the minutes that have no PDF yet."""
    return ProcesVerbal.objects.filter(fichier=None).select_related("seance__edition").order_by("etabli_le", "pk")[:lot]
