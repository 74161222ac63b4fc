"""Links of interest: what waits for a declaration, what one has declared (Q18)."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, JSONField, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject

from amihr.socle.normalisation import AppNorm
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Declaration, Deport, Depot, MembreConsortium


@dataclass(frozen=True)
class DossierADeclarer:
    """What one knows of a dossier before reading it: who files it, with whom, under which name (Q18)."""

    reference: str
    titre: str
    structure: str
    membres: list
    est_declare: bool
    a_un_lien_detecte: bool


def _tete_deposee():
    """The names of the last filed version of a candidature, as one JSON value: never its content."""
    membres = MembreConsortium.objects.filter(depot=OuterRef("pk")).order_by("ordre")
    derniers = Depot.objects.filter(candidature=OuterRef("pk")).order_by("-numero")
    tete = JSONObject(
        titre="titre",
        structure="structure__denomination",
        membres=ArraySubquery(membres.values_list("structure__denomination", flat=True)),
    )
    return Subquery(derniers.values_list(tete, flat=True)[:1], output_field=JSONField())


def a_declarer(personne, edition):
    """Return, by structure, the dossiers that wait for a word about ``personne``'s links of interest.

    Either ``personne`` has not answered yet, or a link was found that somebody has to decide on: those two facts
    are told apart. Read in one statement, from the last filed version, without any of its content.
    """
    dossiers = acces.dossiers_accessibles(personne, Action.DECLARER).filter(edition=edition)
    declarations = Declaration.objects.filter(candidature=OuterRef("pk"), personne=personne)
    dossiers = dossiers.annotate(
        est_declare=Exists(declarations), detecte=acces.lien_a_trancher(personne), depose=_tete_deposee()
    )
    en_attente = dossiers.filter(Q(est_declare=False) | Q(detecte=True)).order_by(
        AppNorm(KT("depose__structure")), "reference"
    )
    return [
        DossierADeclarer(reference=reference, est_declare=declare, a_un_lien_detecte=detecte, **depose)
        for reference, declare, detecte, depose in en_attente.values_list(
            "reference", "est_declare", "detecte", "depose"
        )
    ]


def deports_de(personne, edition):
    """Return one's own recusals, from one's own declarations, by structure: ``structure`` and ``declare_le``."""
    deports = Deport.objects.en_vigueur().filter(personne=personne, candidature__edition=edition, impose_par=None)
    derniers = Depot.objects.filter(candidature=OuterRef("candidature")).order_by("-numero")
    structure = Subquery(derniers.values("structure__denomination")[:1])
    return deports.annotate(structure=structure).order_by(AppNorm("structure"), "pk")
