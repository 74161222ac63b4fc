"""The end of a member's task: whether it has come, what they have still to do, what the register says of it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from amihr.habilitations.models import Membre
from candidatures.models import Repartition
from evaluation.models import Attestation, DestructionCertifiee, Evaluation, NoteDeMarge, NotePrivee, Seance


@dataclass(frozen=True)
class Mission:
    """Where a member stands with the end of their task."""

    est_finie: bool
    dossiers: int
    notes_privees: int
    certifiee_le: object
    attestation: Attestation | None


def est_finie(edition):
    """Tell whether the commission has met and closed: a meeting is closed, none is open."""
    tenues = Seance.objects.filter(edition=edition, ouverte_le__isnull=False)
    closes = list(tenues.values_list("close_le", flat=True).order_by("pk"))
    return bool(closes) and None not in closes


def fin_du_bureau(siege):
    """Return what the desk says of the end, in one statement: whether a meeting is open, the task over, what is left of it.

    ``reste``: « notes », « copies » and « attestation », those that are not done. ``lecture_reservee``: until the meeting,
    one reads one's own dossiers only.
    """
    seances = Seance.objects.filter(edition=OuterRef("edition"), ouverte_le__isnull=False)
    lue = Membre.objects.filter(pk=siege.pk).values_list(
        Exists(seances.filter(close_le=None)),
        Exists(seances.exclude(close_le=None)),
        Exists(Repartition.objects.qui_reservent_la_lecture().filter(edition=OuterRef("edition"))),
        Exists(NotePrivee.objects.filter(membre=OuterRef("pk")).exclude(texte="")),
        Exists(NoteDeMarge.objects.filter(membre=OuterRef("pk"))),
        Exists(DestructionCertifiee.objects.filter(membre=OuterRef("pk"))),
        Exists(Attestation.objects.filter(membre=OuterRef("pk"))),
    )
    ouverte, close, reservee, notees, en_marge, certifiee, attestee = lue.get()
    dus = (("notes", notees or en_marge), ("copies", not certifiee), ("attestation", not attestee))
    return {
        "seance_ouverte": ouverte,
        "est_finie": close and not ouverte,
        "reste": [nom for nom, du in dus if du],
        "lecture_reservee": reservee,
    }


def dossiers_evalues(siege):
    """Count the dossiers whose grid a member submitted, but for those that they meet nowhere any more (see Q47)."""
    return Evaluation.objects.qui_comptent().filter(membre=siege).count()


def certifiee_le(siege):
    """Return when a member certified the end of their copies, or ``None``."""
    return DestructionCertifiee.objects.filter(membre=siege).values_list("certifiee_le", flat=True).first()


def mission_de(siege):
    """Return the ``Mission`` of a member."""
    return Mission(
        est_finie=est_finie(siege.edition_id),
        dossiers=dossiers_evalues(siege),
        notes_privees=_dossiers_annotes(siege),
        certifiee_le=certifiee_le(siege),
        attestation=attestation_de(siege),
    )


def _dossiers_annotes(siege):
    """Count the dossiers on which a member keeps a private note, of their own page or in a margin."""
    privees = NotePrivee.objects.filter(membre=siege).exclude(texte="").order_by().values_list("candidature")
    en_marge = NoteDeMarge.objects.filter(membre=siege).order_by().values_list("candidature")
    return privees.union(en_marge).count()


def attestation_de(siege):
    """Return the last attestation that a member asked for, made or not, or ``None``."""
    return Attestation.objects.filter(membre=siege).select_related("fichier").first()


def attestations_a_produire(lot=20):
    """Return the attestations asked for that have no file yet, oldest first."""
    dues = Attestation.objects.filter(fichier=None).select_related(
        "membre__edition", "membre__personne", "membre__college"
    )
    return list(dues.order_by("demandee_le", "pk")[:lot])


def destructions(edition):
    """Return who certified the end of their copies, and when, for the register of the undertakings."""
    dites = DestructionCertifiee.objects.filter(membre__edition=edition).select_related(
        "membre__personne", "membre__college"
    )
    return dites.order_by("membre__personne__nom", "membre__personne__prenom", "pk")
