"""Recusals: one's own, and the register of links of interest (Q18)."""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery

from amihr.comptes.models import Personne
from amihr.socle.normalisation import AppNorm
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Candidature, Deport, Depot, LienEcarte, StructureLiee


def deports_de(personne, edition):
    """Return one's own recusals, from one's own declarations, by structure: ``structure`` and ``declare_le``."""
    deports = Deport.objects.en_vigueur().filter(personne=personne, candidature__edition=edition, impose_par=None)
    derniers = Depot.objects.filter(candidature=OuterRef("candidature")).order_by("-numero")
    structure = Subquery(derniers.values("structure__denomination")[:1])
    return deports.annotate(structure=structure).order_by(AppNorm("structure"), "pk")


@dataclass(frozen=True)
class LienTranche:
    """A line of the register: a link set aside, a recusal imposed, declared or lifted, with what was written about it.

    ``structures``: the names of those that the link is with; ``deport_a_lever``: the key of a recusal in force that the reader of the register may lift.
    """

    personne: Personne
    candidature: Candidature
    nature: str
    instant: object
    par: Personne | None
    raison: str
    deport_a_lever: int | None = None
    structures: list = field(default_factory=list)


def _ce_qui_est_declare(deport):
    nature = deport.get_categorie_display()
    return f"{nature}\u00a0: {deport.precision}" if deport.precision else nature


def registre_des_liens(par, edition):
    """Return the register of links of the dossiers that ``par`` may instruct, latest first, in two statements."""
    dossiers = acces.dossiers_accessibles(par, Action.INSTRUIRE).filter(edition=edition)
    ecartes = LienEcarte.objects.filter(candidature__in=dossiers).select_related("personne", "candidature", "par")
    deports = Deport.objects.filter(candidature__in=dossiers)
    noms = ArraySubquery(StructureLiee.objects.filter(deport=OuterRef("pk")).order_by("pk").values("denomination"))
    deports = deports.annotate(noms=noms).select_related("personne", "candidature", "impose_par", "leve_par")
    lignes = [LienTranche(e.personne, e.candidature, "ecarte", e.ecarte_le, e.par, e.raison) for e in ecartes]
    lignes += [
        LienTranche(
            d.personne,
            d.candidature,
            "impose" if d.impose_par else "declare",
            d.declare_le,
            d.impose_par,
            d.precision if d.impose_par else _ce_qui_est_declare(d),
            d.pk if d.leve_le is None and d.personne_id != par.pk else None,
            d.noms,
        )
        for d in deports
    ]
    lignes += [
        LienTranche(d.personne, d.candidature, "leve", d.leve_le, d.leve_par, d.raison_de_la_levee)
        for d in deports
        if d.leve_le
    ]
    return sorted(lignes, key=lambda ligne: (ligne.instant, str(ligne.personne), str(ligne.candidature)), reverse=True)


def deport_a_lever(par, edition, deport_id):
    """Return the line of the register of a recusal in force that ``par`` may lift, or ``None``."""
    return next((x for x in registre_des_liens(par, edition) if x.deport_a_lever == deport_id), None)
