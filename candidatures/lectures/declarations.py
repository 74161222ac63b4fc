"""Declarations of links of interest still to come: from whom, about how many dossiers (see Q18)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, Subquery

from amihr.editions.dates import q_annulee
from amihr.editions.models import Edition
from amihr.habilitations.engagements import a_signe
from amihr.habilitations.models import Membre
from amihr.horloge import jour_de_paris
from amihr.socle.normalisation import AppNorm
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Declaration, Etat, RappelDeDeclaration
from candidatures.regles.declarations import rappel_de_declaration

ATTENDUS = (Etat.ELIGIBLE, Etat.EN_EVALUATION)


@dataclass(frozen=True)
class DeclarationAttendue:
    """A member who has not answered about some dossiers; ``est_engage``: whether they may, their undertaking signed."""

    membre: Membre
    dossiers: int
    est_engage: bool
    rappele_le: object


def declarations_attendues(par, edition, instant):
    """Return (``[DeclarationAttendue]``, number of members), over the dossiers that ``par`` may instruct (T5).

    By college then name. In three statements, whatever the number of members and of dossiers.
    """
    dossiers = acces.dossiers_accessibles(par, Action.INSTRUIRE, instant).filter(edition=edition, etat__in=ATTENDUS)
    membres = _sieges(edition, instant)
    combien = _sans_reponse(membres, list(dossiers.values_list("pk", flat=True)), instant)
    attendues = [
        DeclarationAttendue(membre, combien[membre.pk], membre.est_engage, membre.rappele_le)
        for membre in membres
        if combien[membre.pk]
    ]
    return attendues, len(membres)


def _sieges(edition, instant):
    """The seats whose holder may come, by college then name, with their last reminder."""
    rappels = RappelDeDeclaration.objects.filter(edition=edition, personne=OuterRef("personne"))
    dernier = Subquery(rappels.order_by().values("personne").annotate(le=Max("poste_le")).values("le"))
    sieges = Membre.objects.en_fonction().filter(edition=edition, personne__est_active=True)
    sieges = sieges.annotate(est_engage=a_signe(edition, instant), rappele_le=dernier)
    ordre = "college__ordre", AppNorm("personne__nom"), AppNorm("personne__prenom"), "pk"
    return list(sieges.select_related("personne", "college").order_by(*ordre))


def _sans_reponse(membres, candidatures, instant):
    """Return ``Counter`` of the dossiers without an answer by member."""
    muets = acces.membres_muets(membres, candidatures, instant)
    return Counter(membre for trouves in muets.values() for membre in trouves)


def rappels_de_declaration_dus(instant):
    """Return ``[(reminder, edition, [people])]``: who has still to answer, may do it now, and has not been told yet."""
    trouves = []
    a_venir = Q(commission_le=None) | Q(commission_le__gte=jour_de_paris(instant))
    for edition in Edition.objects.descellees(instant).filter(a_venir).exclude(q_annulee(instant)).defer("formulaire"):
        rappel = rappel_de_declaration(edition, instant)
        if rappel is not None and (gens := _a_prevenir(edition, rappel, instant)):
            trouves.append((rappel, edition, gens))
    return trouves


def _a_prevenir(edition, rappel, instant):
    faits = RappelDeDeclaration.objects.filter(edition=edition, dernier_jour=rappel.dernier_jour, jours=rappel.jours)
    deja = set(faits.values_list("personne", flat=True))
    membres = [m for m in _sieges(edition, instant) if m.est_engage and m.personne_id not in deja]
    dossiers = acces.toutes(edition).filter(etat__in=ATTENDUS) if membres else acces.toutes(edition).none()
    combien = _sans_reponse(membres, list(dossiers.values_list("pk", flat=True)), instant)
    return [membre.personne for membre in membres if combien[membre.pk]]


def rappel_de_declaration_du_courrier(courrier, instant):
    """Return the reminder of a mail while its reader still has something to declare, else ``None``."""
    rappels = RappelDeDeclaration.objects.filter(pk=courrier.cle_de_l_objet, personne=courrier.personne)
    rappel = rappels.select_related("edition").first()
    if rappel is None:
        return None
    dossiers = acces.dossiers_accessibles(courrier.personne, Action.DECLARER, instant)
    declarees = Declaration.objects.filter(candidature=OuterRef("pk"), personne=courrier.personne)
    a_declarer = dossiers.filter(~Exists(declarees), edition=rappel.edition, etat__in=ATTENDUS)
    return rappel if a_declarer.exists() else None
