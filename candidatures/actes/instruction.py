"""Instruction by agents: points, then recevabilité, then éligibilité, then disqualification if need be."""

from amihr import horloge
from amihr.courrier import boite
from amihr.editions.recours import RECOURS, sans_voies_ni_acceptation
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures.instruction import points_examines
from candidatures.models import (
    Complement,
    Disqualification,
    Eligibilite,
    Etat,
    Examen,
    PointExamine,
    Recevabilite,
    Verdict,
)
from candidatures.regles.formulaire import est_institut
from candidatures.regles.instruction import (
    empechement_d_ecarter,
    empechements_d_examen,
    empechements_de_conclusion,
    exiger_sans_empechement,
    points_a_examiner,
)
from candidatures.regles.points_montres import confronter, empreinte, raison_gardee
from candidatures.transitions import passer

from .prises import exiger_libre, tenir

ETAT_EXAMINE = {Examen.RECEVABILITE: Etat.DEPOSEE, Examen.ELIGIBILITE: Etat.RECEVABLE}
CONCLUSIONS = {Examen.RECEVABILITE: Recevabilite, Examen.ELIGIBILITE: Eligibilite}
VERS = {
    (Examen.RECEVABILITE, True): Etat.RECEVABLE,
    (Examen.RECEVABILITE, False): Etat.IRRECEVABLE,
    (Examen.ELIGIBILITE, True): Etat.ELIGIBLE,
    (Examen.ELIGIBILITE, False): Etat.INELIGIBLE,
}


def _dernier_depot(candidature):
    return candidature.depots.order_by("-numero").first()


def _points(depot, examen):
    institut = est_institut(depot.formulaire, depot.contenu)
    return points_a_examiner(depot.formulaire, examen, institut=institut)


@acte
def examiner(candidature, examen, points, *, par, montrees=None):
    """Record what an agent, or the operator who prepares, found on some points: ``{code: (verdict, reason)}``.

    ``montrees``: what the page showed of each point, ``{code: empreinte}``; ``None`` for what comes from no page.
    Effects, in order: the dossier taken if nobody has it, the points that change, journal. Returns the codes of the points
    that somebody else changed since the page was drawn, and that it leaves as they are.
    Raises ``Http404``; ``ActeRefuse``: ``transition`` out of its time, ``pris_par_un_autre``, ``visa_attendu``,
    ``points_changes`` when a point changed on both sides; ``InstructionRefusee``: ``jamais_sans_objet`` for each point that
    always applies, ``raison_requise`` for each point not met without its reason.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.PREPARER, instant)
    exiger(candidature.etat == ETAT_EXAMINE[Examen(examen)], "transition")
    exiger_sans_visa(candidature)
    tenir(candidature, par, instant)
    a_examiner = _points(_dernier_depot(candidature), examen)
    exiger_trouve(points.keys() <= {point.code for point in a_examiner})
    exiger_sans_empechement(empechements_d_examen(a_examiner, points))
    actuels = {code: (point.verdict, point.raison) for code, point in points_examines(candidature, examen).items()}
    if montrees is None:
        montrees = {code: empreinte(*actuel) for code, actuel in actuels.items()}
    vus = confronter(points, actuels, montrees)
    exiger(not vus.conflits, "points_changes")
    _ecrire(candidature, examen, vus.a_ecrire, par, instant)
    ecrits = sorted(vus.a_ecrire)
    inscrire("instruction.points", par=par, objet=candidature, instant=instant, examen=str(examen), points=ecrits)
    return vus.ailleurs


def _ecrire(candidature, examen, points, par, instant):
    """Write these points over: one left as it was keeps who found it, and when."""
    PointExamine.objects.bulk_create(
        [
            PointExamine(
                candidature=candidature, examen=examen, code=code, verdict=Verdict(verdict),
                raison=raison_gardee(verdict, raison), par=par, instant=instant,
            )
            for code, (verdict, raison) in points.items()
        ],
        update_conflicts=True,
        unique_fields=["candidature", "examen", "code"],
        update_fields=["verdict", "raison", "par", "instant"],
    )  # fmt: skip


def exiger_sans_visa(candidature):
    """Refuse to act on a dossier whose conclusion waits for a second agent: what it reads does not change meanwhile."""
    exiger(not candidature.propositions.en_cours().exists(), "visa_attendu")


def exiger_concluable(candidature, examen, *, favorable, motif, instant, recours_manquent=False):
    """Refuse a conclusion that the points examined do not bear, or an unfavourable one while the team may still answer. Returns the filed version that it is about.

    Raises ``InstructionRefusee``: see ``empechements_de_conclusion``.
    """
    depot = _dernier_depot(candidature)
    verdicts = dict(PointExamine.objects.filter(candidature=candidature, examen=examen).values_list("code", "verdict"))
    points = _points(depot, examen)
    attendu = not favorable and Complement.objects.attendus(instant).filter(candidature=candidature).exists()
    exiger_sans_empechement(
        empechements_de_conclusion(
            points, verdicts, favorable=favorable, motif=motif, complement_attendu=attendu,
            recours_manquent=recours_manquent,
        )
    )  # fmt: skip
    return depot


def conclure_verrouille(candidature, examen, *, favorable, motif, par, instant, sans_voies_de_recours=False, **faits):
    """Conclude the examination of a locked dossier: conclusion, état, letter if unfavourable, journal."""
    recours = not favorable and _recours_manquent(candidature, sans_voies_de_recours)
    depot = exiger_concluable(
        candidature, examen, favorable=favorable, motif=motif, instant=instant, recours_manquent=recours
    )
    conclusion = CONCLUSIONS[examen].objects.create(
        candidature=candidature, est_favorable=favorable, motif=motif.strip(), depot=depot, par=par, instant=instant
    )
    vers = VERS[examen, favorable]
    passer(candidature, vers, instant)
    if not favorable:
        boite.poster(str(vers), objet=conclusion, a=candidature.equipe(), instant=instant)
        faits["sans_voies_de_recours"] = sans_voies_de_recours
    inscrire(f"candidature.{vers}", par=par, objet=candidature, instant=instant, depot=str(depot.pk), **faits)
    return candidature


def _conclure(candidature, examen, *, favorable, motif, par, sans_voies_de_recours=False):
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.INSTRUIRE, instant)
    exiger(candidature.etat == ETAT_EXAMINE[examen], "transition")
    exiger_sans_visa(candidature)
    tenir(candidature, par, instant)
    return conclure_verrouille(
        candidature, examen, favorable=favorable, motif=motif, par=par, instant=instant,
        sans_voies_de_recours=sans_voies_de_recours,
    )  # fmt: skip


def exiger_defavorable(candidature, examen, motif, *, sans_voies_de_recours=False):
    """Refuse what would stand in the way of an unfavourable conclusion, without concluding: for the page that confirms it.

    Raises ``InstructionRefusee``, as ``declarer_irrecevable`` would.
    """
    recours = _recours_manquent(candidature, sans_voies_de_recours)
    instant = horloge.instant_de_la_base()
    exiger_concluable(candidature, examen, favorable=False, motif=motif, instant=instant, recours_manquent=recours)


def _recours_manquent(candidature, acceptation):
    return sans_voies_ni_acceptation(candidature.edition.texte(RECOURS), acceptation)


@acte
def recevoir(candidature, *, par):
    """Declare a dossier recevable: every point examined, none failed.

    Effects, in order: the dossier taken if nobody has it, conclusion, état, journal. Raises ``Http404``; ``ActeRefuse``:
    ``transition``, ``pris_par_un_autre``, ``visa_attendu``; ``InstructionRefusee``: ``points_incomplets``, ``points_non_conformes``.
    """
    return _conclure(candidature, Examen.RECEVABILITE, favorable=True, motif="", par=par)


@acte
def declarer_irrecevable(candidature, motif, *, par, sans_voies_de_recours=False):
    """Declare a dossier irrecevable, with its reason; without « voies de recours », accepted by name (see Q22).

    Effects, in order: the dossier taken if nobody has it, conclusion, état, letter to the team, journal. Raises
    ``Http404``; ``ActeRefuse``: ``transition``, ``pris_par_un_autre``, ``visa_attendu``; ``InstructionRefusee``:
    ``complement_en_cours``, ``aucun_grief``, ``motif_requis``, ``voies_de_recours``.
    """
    return _conclure(
        candidature, Examen.RECEVABILITE, favorable=False, motif=motif, par=par,
        sans_voies_de_recours=sans_voies_de_recours,
    )  # fmt: skip


@acte
def admettre(candidature, *, par):
    """Declare a recevable dossier éligible: it may go before the commission (see R35).

    Effects, in order: conclusion, état, journal. Raises as ``recevoir``.
    """
    return _conclure(candidature, Examen.ELIGIBILITE, favorable=True, motif="", par=par)


@acte
def declarer_ineligible(candidature, motif, *, par, sans_voies_de_recours=False):
    """Declare a recevable dossier inéligible, with its reason. Effects and refusals as ``declarer_irrecevable``."""
    return _conclure(
        candidature, Examen.ELIGIBILITE, favorable=False, motif=motif, par=par,
        sans_voies_de_recours=sans_voies_de_recours,
    )  # fmt: skip


def exiger_ecartable(candidature, *, par):
    """Refuse what would stand in the way of setting a dossier aside, without doing it: for the page that confirms it."""
    _exiger_ecartable(candidature, par, horloge.instant_de_la_base())


def _exiger_ecartable(candidature, par, instant):
    empechement = empechement_d_ecarter(candidature.etat)
    exiger(not empechement, empechement)
    exiger_libre(candidature, par, instant)


@acte
def disqualifier(candidature, motif, *, par, sans_voies_de_recours=False):
    """Exclude a dossier for breach of the règlement; nothing is deleted.

    R10: a breach of the règlement disqualifies, with its reason; without « voies de recours », accepted by name (see Q22).
    Effects, in order: disqualification with its reason, état, letter to the team, journal. Raises ``Http404``,
    ``ActeRefuse``: ``deja_ecartee``, ``pris_par_un_autre``, ``motif_requis``, ``voies_de_recours``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.INSTRUIRE, instant)
    _exiger_ecartable(candidature, par, instant)
    exiger(motif.strip(), "motif_requis")
    exiger(not _recours_manquent(candidature, sans_voies_de_recours), "voies_de_recours")
    depot = _dernier_depot(candidature)
    conclusion = Disqualification.objects.create(
        candidature=candidature, est_favorable=False, motif=motif.strip(), depot=depot, par=par, instant=instant
    )
    passer(candidature, Etat.DISQUALIFIEE, instant)
    boite.poster("disqualifiee", objet=conclusion, a=candidature.equipe(), instant=instant)
    faits = {"sans_voies_de_recours": sans_voies_de_recours}
    inscrire("candidature.disqualifiee", par=par, objet=candidature, instant=instant, **faits)
    return candidature
