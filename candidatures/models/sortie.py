"""How a dossier leaves the way of the others after its filing, and comes back: nothing is deleted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import OuterRef

from .candidature import Etat


class SortieQuerySet(models.QuerySet):
    def en_cours(self, candidature):
        """Return the one that explains where a dossier stands now, or ``None``: the état was set at its instant."""
        faites = self.filter(candidature=candidature.pk, vers=candidature.etat, instant=candidature.etat_depuis)
        return faites.filter(reintegration=None).order_by("-pk").first()


class Sortie(models.Model):
    """A move out: withdrawn, irrecevable, inéligible or disqualifiée, and the état that the dossier had.

    Written by ``transitions.passer``, so that none is missing.
    """

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="sorties")
    de = models.CharField(max_length=20, choices=Etat)
    vers = models.CharField(max_length=20, choices=Etat)
    instant = models.DateTimeField()

    objects = SortieQuerySet.as_manager()

    class Meta:
        ordering = ["candidature_id", "instant", "id"]
        indexes = [models.Index(fields=["candidature", "instant"])]

    def __str__(self):
        return f"{self.get_vers_display()} le {self.instant:%d/%m/%Y}"

    @property
    def retrait(self):
        """The late withdrawal that it is, or ``None``."""
        return getattr(self, "retrait_tardif", None)

    @property
    def retour(self):
        """The reinstatement that reversed it, or ``None``."""
        return getattr(self, "reintegration", None)


class RetraitTardifQuerySet(models.QuerySet):
    def de_la_ligne(self):
        """Withdrawals after the closing that explain where the outer dossier stands now."""
        du_dossier = self.filter(sortie__candidature=OuterRef("pk"), sortie__reintegration=None)
        return du_dossier.filter(sortie__instant=OuterRef("etat_depuis"))


class RetraitTardif(models.Model):
    """A withdrawal by the team once the call is closed, with its reason (Q17)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sortie = models.OneToOneField(Sortie, on_delete=models.PROTECT, related_name="retrait_tardif")
    motif = models.TextField()
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = RetraitTardifQuerySet.as_manager()

    def __str__(self):
        return f"retrait du {self.sortie.instant:%d/%m/%Y}"


class Reintegration(models.Model):
    """An agent put a dossier back into the état it had, with the reason; what was concluded stays, as reversed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sortie = models.OneToOneField(Sortie, on_delete=models.PROTECT, related_name="reintegration")
    motif = models.TextField()
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instant = models.DateTimeField()

    class Meta:
        verbose_name = "réintégration"

    def __str__(self):
        return f"réintégration du {self.instant:%d/%m/%Y}"
