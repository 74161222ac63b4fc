"""The candidature and the people who work on it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat

from amihr.socle.codes import tirer
from amihr.socle.normalisation import AppNorm

LONGUEUR_DE_REFERENCE = 6


class Etat(models.TextChoices):
    """The life cycle of a candidature; only ``transitions.passer`` writes it."""

    BROUILLON = "brouillon", "Brouillon"
    DEPOSEE = "deposee", "Déposée"
    RETIREE = "retiree", "Retirée"
    RECEVABLE = "recevable", "Recevable"
    IRRECEVABLE = "irrecevable", "Irrecevable"
    ELIGIBLE = "eligible", "Éligible"
    INELIGIBLE = "ineligible", "Inéligible"
    EN_EVALUATION = "en_evaluation", "En évaluation"
    LABELLISEE = "labellisee", "Labellisée"
    NON_LABELLISEE = "non_labellisee", "Non labellisée"
    DISQUALIFIEE = "disqualifiee", "Disqualifiée"


# Set aside by an examination or for a breach: an agent may put the dossier back.
ECARTEES = (Etat.IRRECEVABLE, Etat.INELIGIBLE, Etat.DISQUALIFIEE)
# The team has its answer; in any other état it reads « en instruction » and nothing of what is done.
JUGEES = (*ECARTEES, Etat.LABELLISEE, Etat.NON_LABELLISEE)


class Droit(models.TextChoices):
    """What a person of the team may do; each right includes those before it."""

    LIRE = "lire", "Lire"
    REDIGER = "rediger", "Lire et rédiger"
    DEPOSER = "deposer", "Lire, rédiger et déposer"


def reference_au_hasard(prefixe):
    """Draw a reference such as ``AMIHR-2026-K7QM2P``.

    Drawn, never counted: it tells neither how many candidatures there are nor their order (R2).
    """
    return f"{prefixe}-{tirer(LONGUEUR_DE_REFERENCE)}"


class Candidature(models.Model):
    """An application to one edition. Reached through ``candidatures.acces`` only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="candidatures")
    reference = models.CharField("référence", max_length=40, unique=True)
    etat = models.CharField("état", max_length=20, choices=Etat, default=Etat.BROUILLON)
    etat_depuis = models.DateTimeField()
    cree_le = models.DateTimeField("créée le")
    titre = models.CharField("solution", max_length=200, blank=True)
    denomination = models.CharField("structure candidate", max_length=200, blank=True)
    thematique = models.ForeignKey(
        "editions.Thematique", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    noms = models.GeneratedField(
        verbose_name="titre puis structure, pour trier et chercher",
        expression=AppNorm(Concat("titre", Value(" "), "denomination")),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["titre", "reference"]
        indexes = [models.Index(fields=["edition", "etat"])]

    def __str__(self):
        return self.titre or self.reference

    def equipe(self):
        """Return the people who work on this candidature now, by name."""
        return [equipier.personne for equipier in self.equipiers.actifs().select_related("personne")]

    def est_deposee(self):
        """Tell whether a filed version counts: editing after a filing never un-files it (Q17)."""
        return self.etat not in (Etat.BROUILLON, Etat.RETIREE)

    def est_jugee(self):
        """Tell whether the team has its answer."""
        return self.etat in JUGEES

    def est_ecartee(self):
        """Tell whether the dossier was set aside, and may be put back."""
        return self.etat in ECARTEES


class EquipierQuerySet(models.QuerySet):
    def actifs(self):
        """People who still belong to a team."""
        return self.filter(retire_le=None)


class Equipier(models.Model):
    """A person's place in the team of a candidature (Q46)."""

    candidature = models.ForeignKey(Candidature, on_delete=models.CASCADE, related_name="equipiers")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="equipes")
    droit = models.CharField(max_length=10, choices=Droit)
    depuis = models.DateTimeField()
    retire_le = models.DateTimeField("retiré le", null=True, blank=True)

    objects = EquipierQuerySet.as_manager()

    class Meta:
        ordering = ["personne__nom", "personne__prenom", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidature", "personne"], condition=Q(retire_le=None), name="equipier_unique"
            )
        ]

    def __str__(self):
        return f"{self.personne} ({self.get_droit_display()})"


class Invitation(models.Model):
    """A single-use, dated invitation to a team. Only the hash of its token is kept."""

    candidature = models.ForeignKey(Candidature, on_delete=models.CASCADE, related_name="invitations")
    courriel = models.EmailField()
    droit = models.CharField(max_length=10, choices=Droit)
    empreinte_jeton = models.CharField(max_length=64, unique=True)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    envoyee_le = models.DateTimeField()
    expire_le = models.DateTimeField()
    utilisee_le = models.DateTimeField(null=True, blank=True)
    annulee_le = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-envoyee_le", "id"]

    def __str__(self):
        return f"{self.courriel} ({self.get_droit_display()})"
