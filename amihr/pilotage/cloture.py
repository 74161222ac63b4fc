"""The night of the closing in numbers: filings, refusals, queues, interruptions. Never a name nor a dossier (R3, T15)."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.db.models.functions import TruncMinute

from amihr.comptes.models import Role
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
    "droit_de_lire": "Droit ramené à la lecture",
    "droit_de_deposer": "Droit de déposer retiré",
    "page_perimee": "Page périmée, à rouvrir",
    "revisions": "Page dépassée par une autre modification",
    "poids_total": "Limite totale des fichiers",
    "televersements_trop_nombreux": "Trop d’envois en une heure",
    "stockage_indisponible": "Stockage indisponible",
    "complement_echu": "Après l’échéance",
    "complement_ferme": "Complément fermé ou déjà envoyé",
    "complement_vide": "Aucune pièce jointe",
}
COMPLEMENT = "complement"
GESTES = {"deposer": "Dépôt", "joindre": "Envoi d’un fichier", COMPLEMENT: "Complément"}


def _comptables(personne, edition, instant):
    return acces.dossiers_accessibles(personne, Action.COMPTER, instant).filter(edition=edition)


def debut_du_compte(edition):
    """Return the instant from which filings and refusals are counted one by one: two days before the closing.

    Before it, one more is somebody whom the sector may know: the dashboard alone counts, and hides small numbers (Q36).
    """
    return edition.cloture_le - RECUL


def depots_par_minute(personne, edition, instant):
    """Return ``[(minute, number)]`` of the filings of the last hour (of the call, once closed), empty minutes left out."""
    fin = min(instant, edition.cloture_le)
    depots = Depot.objects.filter(
        candidature__in=_comptables(personne, edition, instant), depose_le__gt=fin - HEURE, depose_le__lte=fin
    )
    par_minute = depots.order_by().annotate(minute=TruncMinute("depose_le")).values_list("minute")
    return list(par_minute.annotate(Count("pk")).order_by("minute"))


def refus_par_cause(personne, edition, instant):
    """Return ``[(deed, cause, number)]`` twice: what was refused since the opening, and what was on a complement.

    A complement has its own deadline, long after: its late answers say nothing of the closing.
    """
    comptables = _comptables(personne, edition, instant)
    lignes = grouper_les_refus(Tentative.objects.filter(candidature__in=comptables, instant__lte=instant))
    sur_un_complement = [ligne for ligne in lignes if ligne[0] == GESTES[COMPLEMENT]]
    return [ligne for ligne in lignes if ligne not in sur_un_complement], sur_un_complement


def grouper_les_refus(tentatives):
    """Return ``[(deed, cause, number)]`` of refused attempts, in words, most frequent first."""
    comptes = Counter()
    for geste, cause, nombre in tentatives.order_by().values_list("geste", "cause").annotate(Count("pk")):
        dite = CAUSES.get(cause, "Autre cause" if geste == "deposer" else "Fichier refusé par les contrôles")
        comptes[GESTES.get(geste, geste), dite] += nombre
    return [(*qui, nombre) for qui, nombre in sorted(comptes.items(), key=lambda ligne: (-ligne[1], ligne[0]))]


def files_d_attente(personne, edition, instant):
    """Return what the worker still has to do: receipts to make, mails by state, the oldest that waits.

    Of the receipts, those of the dossiers that ``personne`` may count (T5); all of them for who counts no dossier at all.
    """
    accuses = Depot.objects.filter(accuse=None)
    if personne.a_role(Role.AGENT, Role.OPERATEUR):
        accuses = accuses.filter(candidature__in=_comptables(personne, edition, instant))
    courriers = Courrier.objects.aggregate(
        attendent=Count("pk", filter=Q(etat=Etat.A_ENVOYER)),
        echecs=Count("pk", filter=Q(etat=Etat.ECHEC)),
        depuis=Min("poste_le", filter=Q(etat__in=EN_ATTENTE)),
        incertains=Count("pk", filter=Q_EN_ALERTE & Q(etat=Etat.INCERTAIN)),
        abandonnes=Count("pk", filter=Q_EN_ALERTE & Q(etat=Etat.ABANDONNE)),
    )
    return courriers | {"accuses": accuses.count()}


def fin_du_releve(edition):
    """Return the instant at which the account of the closing ends."""
    return edition.cloture_le + APRES_LA_CLOTURE


def fonctionnement(edition, instant):
    """Return ``{source: {"depuis", "jusqu_a", "trous"}}``: since when each heartbeat is known, and its gaps.

    Over the last two days of the call and the hour after (see ``fin_du_releve``); None without any beat.
    """
    fin = min(instant, fin_du_releve(edition))
    debut = max(edition.ouverture_le, min(fin, edition.cloture_le) - RECUL)
    lus = relever(debut, fin)
    return {s: lu and {"depuis": lu[0], "jusqu_a": fin, "trous": lu[1]} for s, lu in lus.items()}


def releves(edition, instant):
    """Return ``[(title, account)]`` of the two heartbeats: see ``fonctionnement``."""
    lus = fonctionnement(edition, instant)
    return [("Travail de fond", lus[TRAVAIL]), ("Serveur web", lus[WEB])]


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


def rapports(edition):
    """Return the reports of an edition, the latest closing first."""
    return edition.rapports_de_cloture.select_related("fichier").order_by("-cloture_le")


def rapport_ou_rien(personne, edition, pk):
    """Return one report that ``personne`` may have, or ``None``."""
    if not peut_tout_compter(personne, edition):
        return None
    return edition.rapports_de_cloture.filter(pk=pk).select_related("fichier").first()


def peut_tout_compter(personne, edition):
    """Tell whether ``personne`` counts every candidature of the edition: the report's numbers hide none.

    A déporté, or somebody whose link is not decided, would read in them a dossier that they meet nowhere (T5).
    """
    comptees = acces.dossiers_accessibles(personne, Action.COMPTER).filter(pk=OuterRef("pk"))
    a_ce_role = personne.a_role(Role.AGENT, Role.OPERATEUR)
    return a_ce_role and not acces.toutes(edition).exclude(Exists(comptees)).exists()
