"""A lost second factor, removed by two agents: one asks, another confirms in time, the person is told and may object."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.core.signing import BadSignature, Signer
from django.db.models import Q

from amihr import horloge
from amihr.comptes.models import Attribution, Personne, Recuperation, Role
from amihr.comptes.sessions import fermer_les_sessions
from amihr.courrier.boite import poster
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve

DELAI_DE_CONFIRMATION = timedelta(hours=48)
_signature = Signer(salt="comptes.recuperation")


def demandes():
    """Return every request, latest first, with the people that it names."""
    return Recuperation.objects.select_related("personne", "demandee_par", "confirmee_par", "annulee_par").order_by(
        "-demandee_le", "pk"
    )


def a_confirmer_par(agent, instant):
    """Return the requests that wait for this agent: asked by somebody else, about somebody else."""
    return Recuperation.objects.en_attente(instant).exclude(Q(demandee_par=agent) | Q(personne=agent))


def autres_agents(*sauf):
    """Return the agents who may sign in, but for those people."""
    agents = Attribution.objects.actives().filter(role=Role.AGENT).values("personne")
    return Personne.objects.actives().filter(pk__in=agents).exclude(pk__in=[personne.pk for personne in sauf])


@acte
def demander(courriel, *, par, motif, verification, precision=""):
    """Ask for the second factor of the account of an address to be removed, once its holder's identity was checked.

    ``verification``: a code of ``Recuperation.Verification``; ``precision``: what it needs to be understood.
    Effects, in order: request, mail to the person (with a link to object), journal. Nothing changes for them yet.
    Raises ``ActeRefuse``: recuperation_reservee, recuperation_sans_motif, recuperation_sans_objet, recuperation_de_soi,
    recuperation_agent_seul, recuperation_deja_demandee.
    """
    instant = horloge.instant_de_la_base()
    _exiger_un_agent(par)
    motif, precision = motif.strip()[:1000], precision.strip()[:1000]
    exiger(motif and (precision or verification != Recuperation.Verification.AUTRE), "recuperation_sans_motif")
    personne = Personne.objects.actives().select_for_update().filter(courriel=courriel.strip().lower()).first()
    exiger(personne is not None and Authenticator.objects.filter(user=personne).exists(), "recuperation_sans_objet")
    exiger(personne != par, "recuperation_de_soi")
    exiger(autres_agents(par, personne).exists(), "recuperation_agent_seul")
    exiger(not personne.recuperations.en_attente(instant).exists(), "recuperation_deja_demandee")
    demande = Recuperation.objects.create(
        personne=personne,
        motif=motif,
        verification=Recuperation.Verification(verification),
        precision=precision,
        demandee_par=par,
        demandee_le=instant,
        expire_le=instant + DELAI_DE_CONFIRMATION,
    )
    poster("recuperation_demandee", objet=demande, a=[personne], instant=instant)
    _inscrire("demandee", demande, par, instant, verification=demande.verification)
    return demande


@acte
def confirmer(demande, *, par):
    """Confirm somebody else's request, in time: the second factor is removed, and set up anew at the next sign-in.

    Locks the person, then the request: two tabs or two agents confirm once.
    Effects, in order: every authenticator and recovery code deleted, sessions closed, request dated, mail, journal.
    Raises ``ActeRefuse``: recuperation_reservee, recuperation_par_soi, recuperation_de_soi, recuperation_demandeur_parti,
    or recuperation_ followed by the state that ended the request.
    """
    instant = horloge.instant_de_la_base()
    _exiger_un_agent(par)
    personne = Personne.objects.select_for_update().get(pk=demande.personne_id)
    demande = _verrouiller(demande, instant)
    exiger(demande.demandee_par_id != par.pk, "recuperation_par_soi")
    exiger(personne != par, "recuperation_de_soi")
    exiger(autres_agents(par).filter(pk=demande.demandee_par_id).exists(), "recuperation_demandeur_parti")
    Authenticator.objects.filter(user=personne).delete()
    fermer_les_sessions(personne)
    demande.confirmee_par, demande.confirmee_le = par, instant
    demande.save(update_fields=["confirmee_par", "confirmee_le"])
    poster("second_facteur_reinitialise", objet=demande, a=[personne], instant=instant)
    _inscrire("confirmee", demande, par, instant, demandee_par=demande.demandee_par_id)
    return demande


@acte
def annuler(demande, *, par):
    """Cancel a request that waits: whoever asked, or any other agent.

    Effects, in order: request dated, journal. Raises ``ActeRefuse``: recuperation_reservee, or the state that ended it.
    """
    instant = horloge.instant_de_la_base()
    _exiger_un_agent(par)
    demande = _verrouiller(demande, instant)
    demande.annulee_par, demande.annulee_le = par, instant
    demande.save(update_fields=["annulee_par", "annulee_le"])
    _inscrire("annulee", demande, par, instant)


@acte
def s_opposer(demande):
    """The person, by the link of their mail, says that they asked for nothing: the request is over.

    Effects, in order: request dated, journal. Raises ``ActeRefuse``: the state that ended it before.
    """
    instant = horloge.instant_de_la_base()
    demande = _verrouiller(demande, instant)
    demande.opposee_le = instant
    demande.save(update_fields=["opposee_le"])
    _inscrire("opposee", demande, demande.personne, instant)


def jeton_d_opposition(demande):
    """Return the key of the link by which the person objects: signed, and kept nowhere."""
    return _signature.sign(str(demande.pk))


def demande_du_jeton(jeton):
    """Return the request that a link names. Raises ``Http404`` for a forged one."""
    try:
        pk = _signature.unsign(jeton)
    except BadSignature:
        pk = None
    demande = demandes().filter(pk=pk).first()
    exiger_trouve(demande)
    return demande


def _exiger_un_agent(par):
    exiger(autres_agents().filter(pk=par.pk).exists(), "recuperation_reservee")


def _verrouiller(demande, instant):
    """Lock a request, read anew, and refuse what is over by now."""
    demande = Recuperation.objects.select_for_update(of=("self",)).select_related("personne").get(pk=demande.pk)
    etat = demande.etat(instant)
    exiger(etat == "en_attente", f"recuperation_{etat}")
    return demande


def _inscrire(fait, demande, par, instant, **faits):
    faits |= {"demande": demande.pk}
    inscrire(f"second_facteur.recuperation_{fait}", par=par, objet=demande.personne, instant=instant, **faits)
