"""The visa of a second agent, when the first one asks for it: proposed, then confirmed or sent back by another person."""

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier import boite
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures.messages import qui_instruit
from candidatures.models import Examen, PropositionDeConclusion
from candidatures.models.visa import Issue

from .instruction import ETAT_EXAMINE, conclure_verrouille, exiger_concluable, exiger_sans_visa
from .prises import tenir


@acte
def proposer(candidature, examen, *, favorable, motif, par):
    """Propose the conclusion of an examination to an agent, as the operator does or an agent may: the points stop changing, nothing is decided.

    Effects, in order: the dossier taken if nobody has it, proposal, a mail to the agents who may give
    their visa, journal. Raises ``Http404``; ``ActeRefuse``: ``transition``, ``pris_par_un_autre``, ``visa_attendu``; ``InstructionRefusee`` as the conclusion itself, save for
    the « voies de recours », that whoever lets the letter leave accepts.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.PREPARER, instant)
    exiger(candidature.etat == ETAT_EXAMINE[Examen(examen)], "transition")
    exiger_sans_visa(candidature)
    tenir(candidature, par, instant)
    depot = exiger_concluable(candidature, examen, favorable=favorable, motif=motif, instant=instant)
    proposition = PropositionDeConclusion.objects.create(
        candidature=candidature, examen=examen, est_favorable=favorable, motif=motif.strip(), depot=depot, par=par,
        instant=instant,
    )  # fmt: skip
    agents = [agent for agent in qui_instruit(candidature, instant, Role.AGENT) if agent.pk != par.pk]
    boite.poster("visa_demande", objet=proposition, a=agents, instant=instant)
    inscrire("instruction.proposee", par=par, objet=candidature, instant=instant, proposition=str(proposition.pk))
    return proposition


def _verrouiller(proposition, par, instant, action=Action.INSTRUIRE):
    """Lock the dossier, then read the proposal anew; a closed one is refused."""
    candidature = acces.verrouiller(par, proposition.candidature, action, instant)
    lue = PropositionDeConclusion.objects.en_cours().filter(pk=proposition.pk, candidature=candidature)
    proposition = lue.select_related("par").first()
    exiger(proposition is not None, "visa_clos")
    proposition.candidature = candidature
    return proposition


def _clore(proposition, issue, par, instant, raison=""):
    proposition.issue, proposition.raison = issue, raison
    proposition.close_le, proposition.close_par = instant, par
    proposition.save(update_fields=["issue", "raison", "close_le", "close_par"])


@acte
def viser(proposition, *, par, sans_voies_de_recours=False):
    """Confirm what another agent proposes: this is the conclusion, with its state, its letter, its entry.

    Effects, in order: proposal closed, conclusion, état, letter to the team if unfavourable, journal. Raises
    ``Http404``; ``ActeRefuse``: ``visa_clos``, ``visa_par_un_autre``, ``transition``, ``visa_sans_auteur`` when whoever
    proposed may no longer examine the dossier; ``InstructionRefusee``: ``complement_en_cours``, ``voies_de_recours``.
    """
    instant = horloge.instant_de_la_base()
    proposition = _verrouiller(proposition, par, instant)
    candidature = proposition.candidature
    exiger(proposition.par_id != par.pk, "visa_par_un_autre")
    exiger(candidature.etat == ETAT_EXAMINE[Examen(proposition.examen)], "transition")
    exiger(acces.acces(proposition.par, candidature, Action.PREPARER, instant), "visa_sans_auteur")
    _clore(proposition, Issue.VISEE, par, instant)
    return conclure_verrouille(
        candidature, Examen(proposition.examen), favorable=proposition.est_favorable, motif=proposition.motif, par=par,
        instant=instant, sans_voies_de_recours=sans_voies_de_recours, proposition=str(proposition.pk),
    )  # fmt: skip


@acte
def renvoyer(proposition, raison, *, par):
    """Send a proposal back to its author, with the reason. Effects, in order: proposal closed, journal.

    Raises ``Http404``; ``ActeRefuse``: ``visa_clos``, ``visa_par_un_autre``, ``raison_du_renvoi``.
    """
    instant = horloge.instant_de_la_base()
    proposition = _verrouiller(proposition, par, instant)
    exiger(proposition.par_id != par.pk, "visa_par_un_autre")
    exiger(raison.strip(), "raison_du_renvoi")
    _clore(proposition, Issue.RENVOYEE, par, instant, raison.strip())
    faits = {"objet": proposition.candidature, "instant": instant, "proposition": str(proposition.pk)}
    inscrire("instruction.renvoyee", par=par, **faits)
    return proposition


@acte
def retirer(proposition, *, par):
    """Take one's own proposal back, to examine again. Effects, in order: proposal closed, journal.

    Raises ``Http404``; ``ActeRefuse``: ``visa_clos``, ``visa_pas_a_vous``.
    """
    instant = horloge.instant_de_la_base()
    proposition = _verrouiller(proposition, par, instant, Action.PREPARER)
    exiger(proposition.par_id == par.pk, "visa_pas_a_vous")
    _clore(proposition, Issue.RETIREE, par, instant)
    faits = {"objet": proposition.candidature, "instant": instant, "proposition": str(proposition.pk)}
    inscrire("instruction.proposition_retiree", par=par, **faits)
    return proposition
