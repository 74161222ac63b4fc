"""Exceptional accesses: who may know of which, who is told, what was read under one (A-13)."""

from django.db.models import Q

from amihr.comptes.models import Attribution, Personne, Role
from amihr.habilitations.models import Membre
from amihr.journal.chaine import reference_de
from amihr.journal.models import Chaine, EntreeJournal
from candidatures import acces
from candidatures.acces import EXCEPTIONNEL, Action
from candidatures.models import AccesExceptionnel

from .messages import qui_instruit


def acces_exceptionnels(personne, edition):
    """Return the accesses of an edition that ``personne`` may know of, latest first.

    An agent: on the dossiers that they may examine. Whoever asked: their own, while the dossier is not closed to them.
    The DPO, who reads the registers: all of them.
    """
    lus = AccesExceptionnel.objects.filter(candidature__edition=edition)
    lus = lus.select_related("candidature__edition", "personne", "autorise_par", "clos_par")
    if not personne.a_role(Role.DPO):
        examines = acces.dossiers_accessibles(personne, Action.INSTRUIRE)
        demandables = acces.dossiers_accessibles(personne, Action.DEMANDER_L_ACCES)
        lus = lus.filter(Q(candidature__in=examines) | Q(personne=personne, candidature__in=demandables))
    return lus.order_by("-demande_le", "pk")


def acces_a_autoriser(personne, instant):
    """Return the requests that ``personne`` may grant, of any edition."""
    examines = acces.dossiers_accessibles(personne, Action.INSTRUIRE, instant)
    return AccesExceptionnel.objects.en_attente(instant).filter(candidature__in=examines).exclude(personne=personne)


def peut_autoriser(personne, demande):
    """Tell whether ``personne`` is a second person for that request, whatever has become of it."""
    return personne.pk != demande.personne_id and acces.acces(personne, demande.candidature, Action.INSTRUIRE)


def acces_ouvert_a(personne, edition, pk, instant):
    """Return one's own open access, or ``None``."""
    ouverts = AccesExceptionnel.objects.ouverts(instant).filter(personne=personne, candidature__edition=edition)
    return ouverts.filter(pk=pk).select_related("candidature__edition", "personne", "autorise_par").first()


def lectures_faites(demande):
    """Return how many lines of the register of readings an access has left."""
    if demande.autorise_le is None:
        return 0
    faites = EntreeJournal.objects.filter(chaine=Chaine.LECTURES, objet=reference_de(demande.candidature))
    faites = faites.filter(par=demande.personne_id, faits__vu__startswith=EXCEPTIONNEL)
    return faites.filter(instant__gte=demande.autorise_le, instant__lt=demande.finit_le).count()


def a_prevenir(candidature, instant):
    """Return whoever is told of an access: the agents who may examine the dossier, the president who may read it, the DPO."""
    sieges = Membre.objects.en_fonction().filter(edition=candidature.edition_id, est_president=True)
    presidents = [siege.personne for siege in sieges.select_related("personne")]
    presidents = [qui for qui in presidents if acces.acces(qui, candidature, Action.LIRE, instant)]
    titulaires = Attribution.objects.actives().filter(role=Role.DPO).values("personne")
    delegues = Personne.objects.actives().filter(pk__in=titulaires).order_by("pk")
    return {qui.pk: qui for qui in [*qui_instruit(candidature, instant, Role.AGENT), *presidents, *delegues]}.values()


def acces_du_courrier(courrier, instant, etats):
    """Return the access that a mail is about while it is in one of ``etats`` and its recipient may know of it."""
    demandes = AccesExceptionnel.objects.filter(pk=courrier.cle_de_l_objet)
    demande = demandes.select_related("candidature__edition", "personne", "autorise_par").first()
    if demande is None or demande.etat(instant) not in etats:
        return None
    return demande if _peut_en_savoir(courrier.personne, demande, instant) else None


def _peut_en_savoir(personne, demande, instant):
    if personne.a_role(Role.DPO):
        return True
    actions = (Action.INSTRUIRE, Action.LIRE)
    if personne.pk == demande.personne_id:
        actions = (Action.DEMANDER_L_ACCES,)
    return any(acces.acces(personne, demande.candidature, action, instant) for action in actions)
