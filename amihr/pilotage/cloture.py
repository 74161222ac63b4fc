"""The night of the closing in numbers: filings, refusals, queues, interruptions. Never a name nor a dossier (R3, T15)."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.db.models.functions import TruncMinute

from amihr.courrier.models import EN_ATTENTE, Courrier, Etat
from amihr.socle.battements import interruptions, premier_battement
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Depot, Tentative

HEURE = timedelta(hours=1)
RECUL = timedelta(hours=48)  # the last two days before the closing, or before now
CAUSES = {
    "cloture": "Après la clôture",
    "suspendu": "Appel suspendu",
    "annule": "Appel annulé",
    "pas_ouvert": "Avant l’ouverture",
    "incomplet": "Dossier incomplet",
    "acceptation": "Acceptation non cochée",
    "reglement": "Règlement changé entre-temps",
    "revisions": "Page dépassée par une autre modification",
    "poids_total": "Limite totale des fichiers",
    "televersements_trop_nombreux": "Trop d’envois en une heure",
    "stockage_indisponible": "Stockage indisponible",
}
GESTES = {"deposer": "Dépôt", "joindre": "Envoi d’un fichier"}


def _comptables(personne, edition, instant):
    return acces.dossiers_accessibles(personne, Action.COMPTER, instant).filter(edition=edition)


def depots_par_minute(personne, edition, instant):
    """Return ``[(minute, number)]`` of the filings of the last hour, minutes without any left out."""
    depots = Depot.objects.filter(
        candidature__in=_comptables(personne, edition, instant), depose_le__gt=instant - HEURE, depose_le__lte=instant
    )
    par_minute = depots.order_by().annotate(minute=TruncMinute("depose_le")).values_list("minute")
    return list(par_minute.annotate(Count("pk")).order_by("minute"))


def refus_par_cause(personne, edition, instant):
    """Return ``[(deed, cause, number)]`` of what was refused since the opening, most frequent first."""
    tentatives = Tentative.objects.filter(
        candidature__in=_comptables(personne, edition, instant), instant__lte=instant
    ).order_by()
    comptes = Counter()
    for geste, cause, nombre in tentatives.values_list("geste", "cause").annotate(Count("pk")):
        dite = CAUSES.get(cause, "Fichier refusé par les contrôles" if geste == "joindre" else "Autre cause")
        comptes[GESTES.get(geste, geste), dite] += nombre
    return [(*qui, nombre) for qui, nombre in sorted(comptes.items(), key=lambda ligne: (-ligne[1], ligne[0]))]


def files_d_attente():
    """Return what the worker still has to do: receipts to make, mails by state, the oldest that waits."""
    alertes = Courrier.objects.en_alerte().order_by().values_list("etat").annotate(Count("pk"))
    courriers = Courrier.objects.aggregate(
        attendent=Count("pk", filter=Q(etat=Etat.A_ENVOYER)),
        echecs=Count("pk", filter=Q(etat=Etat.ECHEC)),
        depuis=Min("poste_le", filter=Q(etat__in=EN_ATTENTE)),
    )
    par_etat = dict(alertes)
    return courriers | {
        "incertains": par_etat.get(Etat.INCERTAIN, 0),
        "abandonnes": par_etat.get(Etat.ABANDONNE, 0),
        "accuses": Depot.objects.filter(accuse=None).count(),
    }


def fonctionnement(edition, instant):
    """Return since when the heartbeat is known over the last two days of the call, and its gaps; None without any."""
    fin = min(instant, edition.cloture_le)
    debut = max(edition.ouverture_le, fin - RECUL)
    trous = interruptions(debut, fin)
    if trous is None:
        return None
    premier = premier_battement(debut, fin)
    return {"depuis": min(trous[0][0], premier or fin) if trous else premier, "jusqu_a": fin, "trous": trous}
