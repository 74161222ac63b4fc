"""Reminders: who has something written and not filed, and has not been told yet."""

from django.db.models import Exists, F, OuterRef, Q, Subquery

from amihr.editions.models import Edition
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Depot, Droit, Equipier, Etat, PieceJointe, Rappel, Section
from candidatures.regles.rappels import rappel_du

from .depots import depots_de, differe_du_depot
from .saisie import brouillon as lire_brouillon

ECRIVENT = (Droit.REDIGER, Droit.DEPOSER)


def rappels_dus(instant):
    """Return ``[(reminder, candidature, [people])]``: the reminders due and not yet sent.

    Those who write in a draft that was never filed, or in a filed dossier whose draft says something else. Nobody is
    told of a reminder older than the draft, or than their place in its team.
    """
    trouves = []
    for edition in Edition.objects.acceptant_les_depots(instant):
        rappel = rappel_du(edition.cloture_le, edition.reglages.get("Q46", {}).get("rappels_jours", ()), instant)
        if rappel is not None:
            trouves += [(rappel, *du) for du in _a_prevenir(edition, rappel)]
    return trouves


def _a_prevenir(edition, rappel):
    faits = Rappel.objects.filter(
        candidature=OuterRef("candidature"), personne=OuterRef("personne"), dernier_jour=rappel.dernier_jour,
        jours=rappel.jours,
    )  # fmt: skip
    equipiers = Equipier.objects.actifs().filter(
        ~Exists(faits), droit__in=ECRIVENT, depuis__lt=rappel.depuis, personne__est_active=True,
        candidature__in=_non_deposees(acces.toutes(edition).filter(cree_le__lt=rappel.depuis)),
    )  # fmt: skip
    par_dossier = {}
    for equipier in equipiers.select_related("candidature__edition", "personne").order_by("candidature", "pk"):
        par_dossier.setdefault(equipier.candidature, []).append(equipier.personne)
    return [(dossier, gens) for dossier, gens in par_dossier.items() if reste_a_deposer(dossier)]


def _non_deposees(candidatures):
    """Drafts, and filed dossiers where something moved since the last version: what they became is then compared."""
    dernier = Depot.objects.filter(candidature=OuterRef("pk")).order_by("-numero").values("depose_le")[:1]
    ecrites = Section.objects.filter(candidature=OuterRef("pk"), modifiee_le__gt=OuterRef("dernier"))
    pieces = PieceJointe.objects.filter(
        Q(jointe_le__gt=OuterRef("dernier")) | Q(retiree_le__gt=OuterRef("dernier")), candidature=OuterRef("pk")
    )
    return candidatures.annotate(dernier=Subquery(dernier)).filter(
        Q(etat=Etat.BROUILLON) | Q(Exists(ecrites) | Exists(pieces), etat=Etat.DEPOSEE, dernier=F("dernier"))
    )


def reste_a_deposer(candidature):
    """Tell whether what is written is not what counts; a withdrawn candidature asks for nothing."""
    if candidature.etat == Etat.BROUILLON:
        return True
    depots = depots_de(candidature) if candidature.etat == Etat.DEPOSEE else []
    return bool(depots) and differe_du_depot(lire_brouillon(candidature), depots[0])


def rappel_du_courrier(courrier, instant):
    """Return the reminder of a mail while it is true: its reader still writes there, and it can still be filed."""
    ecrites = acces.dossiers_accessibles(courrier.personne, Action.SAISIR, instant)
    rappels = Rappel.objects.filter(pk=courrier.cle_de_l_objet, candidature__in=ecrites)
    rappel = rappels.select_related("candidature__edition").first()
    if rappel is None or not rappel.candidature.edition.accepte_les_depots(instant):
        return None
    return rappel if reste_a_deposer(rappel.candidature) else None
