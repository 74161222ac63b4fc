"""The night of the closing in numbers: filings, refusals, queues, interruptions. Never a name nor a dossier (R3, T15)."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.db.models.functions import TruncMinute

from amihr.courrier.models import EN_ATTENTE, Q_EN_ALERTE, Courrier, Etat
from amihr.socle.battements import TRAVAIL, WEB, relever
from amihr.socle.models import Sauvegarde
from amihr.socle.sauvegardes import RETARD_PERMIS, dernieres, est_ancienne
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Depot, Tentative

HEURE = timedelta(hours=1)
RECUL = timedelta(hours=48)  # the last two days before the closing, or before now
# How long the account goes on after the closing: late attempts come then, and the report is made at its end.
APRES_LA_CLOTURE = timedelta(hours=1)
RETARD_DE_LA_NUIT = timedelta(minutes=30)  # in the last two days a backup is due every quarter of an hour
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
    """Return ``[(minute, number)]`` of the filings of the last hour (of the call, once closed), empty minutes left out."""
    fin = min(instant, edition.cloture_le)
    depots = Depot.objects.filter(
        candidature__in=_comptables(personne, edition, instant), depose_le__gt=fin - HEURE, depose_le__lte=fin
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
    courriers = Courrier.objects.aggregate(
        attendent=Count("pk", filter=Q(etat=Etat.A_ENVOYER)),
        echecs=Count("pk", filter=Q(etat=Etat.ECHEC)),
        depuis=Min("poste_le", filter=Q(etat__in=EN_ATTENTE)),
        incertains=Count("pk", filter=Q_EN_ALERTE & Q(etat=Etat.INCERTAIN)),
        abandonnes=Count("pk", filter=Q_EN_ALERTE & Q(etat=Etat.ABANDONNE)),
    )
    return courriers | {"accuses": Depot.objects.filter(accuse=None).count()}


def fin_du_releve(edition):
    """Return the instant at which the account of the closing ends."""
    return edition.cloture_le + APRES_LA_CLOTURE


def fonctionnement(edition, instant, source=TRAVAIL):
    """Return since when a heartbeat is known over the last two days of the call and the hour after, and its gaps.

    None without any beat. See ``fin_du_releve`` for where it ends.
    """
    fin = min(instant, fin_du_releve(edition))
    debut = max(edition.ouverture_le, min(fin, edition.cloture_le) - RECUL)
    lu = relever(debut, fin, source)
    return lu and {"depuis": lu[0], "jusqu_a": fin, "trous": lu[1]}


def releves(edition, instant):
    """Return ``[(title, fonctionnement)]`` of the two heartbeats."""
    return [
        ("Travail de fond", fonctionnement(edition, instant, TRAVAIL)),
        ("Serveur web", fonctionnement(edition, instant, WEB)),
    ]


def sauvegardes(edition, instant):
    """Return ``[{"libelle", "notee_le", "est_ancienne"}]``: backup and drill. The last two days ask for fresher ones."""
    de_la_nuit = edition.cloture_le - RECUL <= instant < fin_du_releve(edition)
    permis = {Sauvegarde.Genre.SAUVEGARDE: RETARD_DE_LA_NUIT if de_la_nuit else RETARD_PERMIS}
    notees = dernieres(instant)
    return [
        {
            "libelle": genre.label,
            "notee_le": notees.get(genre.value),
            "est_ancienne": est_ancienne(notees.get(genre.value), instant, permis.get(genre, RETARD_PERMIS)),
        }
        for genre in Sauvegarde.Genre
    ]


def temps_restant(edition, instant):
    """« 1 j 2 h 13 min » until the closing bound, never rounded up; "" once it is reached."""
    secondes = int((edition.cloture_le - instant).total_seconds())
    if secondes < 0 or edition.est_close(instant):
        return ""
    jours, secondes = divmod(secondes, 86_400)
    morceaux = [(jours, "j"), (secondes // 3600, "h"), (secondes % 3600 // 60, "min")]
    utiles = [f"{combien}\u00a0{unite}" for combien, unite in morceaux if combien]
    return " ".join(utiles) or "moins d’une minute"
