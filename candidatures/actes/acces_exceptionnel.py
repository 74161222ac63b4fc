"""Exceptional access to one dossier (A-13): asked with a motive, opened by an agent who may examine it, over by itself."""

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier import boite
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures.acces_exceptionnels import a_prevenir
from candidatures.lectures.messages import qui_instruit
from candidatures.models import DEMANDE_VALABLE, DUREE_DE_L_ACCES, AccesExceptionnel


@acte
def demander(edition, reference, *, motif, par):
    """Ask to read one dossier, for a reason. Nothing opens.

    Absent, sealed, withdrawn, recused from, linked to: one refusal, so that it tells nothing of the dossier (T5).
    Effects, in order: request, a mail to the agents who may open it, journal. Raises ``ActeRefuse``: acces_sans_motif,
    acces_impossible, acces_deja_lecteur, acces_deja_demande, acces_sans_second.
    """
    instant = horloge.instant_de_la_base()
    exiger(motif.strip(), "acces_sans_motif")
    demandables = acces.dossiers_accessibles(par, Action.DEMANDER_L_ACCES, instant).filter(edition=edition)
    candidature = demandables.filter(reference=reference.strip().upper()).first()
    exiger(candidature is not None, "acces_impossible")
    candidature = acces.verrouiller(par, candidature, Action.DEMANDER_L_ACCES, instant)
    exiger(not acces.acces(par, candidature, Action.RAPPORTER, instant), "acces_deja_lecteur")
    siens = AccesExceptionnel.objects.filter(candidature=candidature, personne=par)
    exiger(not (siens.en_attente(instant) | siens.ouverts(instant)).exists(), "acces_deja_demande")
    agents = [agent for agent in qui_instruit(candidature, instant, Role.AGENT) if agent.pk != par.pk]
    exiger(agents, "acces_sans_second")
    demande = AccesExceptionnel.objects.create(
        candidature=candidature,
        personne=par,
        motif=motif.strip()[:1000],
        demande_le=instant,
        expire_le=instant + DEMANDE_VALABLE,
    )
    boite.poster("acces_exceptionnel_demande", objet=demande, a=agents, instant=instant)
    inscrire("acces_exceptionnel.demande", par=par, objet=candidature, instant=instant, acces=demande.pk)
    return demande


@acte
def autoriser(demande, *, par):
    """Open a dossier to whoever asked, for one hour by PostgreSQL's clock; never to oneself.

    ``par`` may examine that dossier; whoever asked still may ask for it. Locks the dossier, as recusals do, then the
    request: two tabs open it once.
    Effects, in order: hour, a mail to who asked and a notice to the president, the agents and the DPO, journal.
    Raises ``Http404``; ``ActeRefuse``: acces_par_soi, acces_clos, acces_plus_possible.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, demande.candidature, Action.INSTRUIRE, instant, meme_annule=True)
    demande = _verrouiller(demande)
    exiger(demande.personne_id != par.pk, "acces_par_soi")
    exiger(demande.etat(instant) == "en_attente", "acces_clos")
    exiger(acces.acces(demande.personne, candidature, Action.DEMANDER_L_ACCES, instant), "acces_plus_possible")
    demande.autorise_par, demande.autorise_le, demande.finit_le = par, instant, instant + DUREE_DE_L_ACCES
    demande.save(update_fields=["autorise_par", "autorise_le", "finit_le"])
    boite.poster("acces_exceptionnel_ouvert", objet=demande, a=[demande.personne], instant=instant)
    avertis = [personne for personne in a_prevenir(candidature, instant) if personne.pk != demande.personne_id]
    boite.poster("acces_exceptionnel_avis", objet=demande, a=avertis, instant=instant)
    faits = {"acces": demande.pk, "personne": demande.personne_id, "finit_le": demande.finit_le}
    inscrire("acces_exceptionnel.autorise", par=par, objet=candidature, instant=instant, **faits)
    return demande


@acte
def clore(demande, *, par):
    """End an access, or a request: whoever asked at any time, or an agent who may examine the dossier.

    Effects, in order: end, journal. Raises ``Http404``; ``ActeRefuse("acces_clos")``.
    """
    instant = horloge.instant_de_la_base()
    if par.pk != demande.personne_id:
        acces.verrouiller(par, demande.candidature, Action.INSTRUIRE, instant, meme_annule=True)
    demande = _verrouiller(demande)
    exiger(demande.etat(instant) in ("en_attente", "ouvert"), "acces_clos")
    demande.clos_par, demande.clos_le = par, instant
    demande.save(update_fields=["clos_par", "clos_le"])
    inscrire("acces_exceptionnel.clos", par=par, objet=demande.candidature, instant=instant, acces=demande.pk)


def _verrouiller(demande):
    lignes = AccesExceptionnel.objects.select_for_update(of=("self",)).select_related("personne", "candidature")
    lue = lignes.filter(pk=demande.pk).first()
    exiger_trouve(lue)
    return lue
