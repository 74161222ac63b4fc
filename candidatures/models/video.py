"""A video that a reader cannot open, and the one remedy asked of every team in that case (Q28)."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q


class SignalementVideo(models.Model):
    """A member of the commission could not open the video of a dossier; lifted by them once they can."""

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="+")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signale_le = models.DateTimeField("signalé le")
    leve_le = models.DateTimeField("levé le", null=True, blank=True)

    class Meta:
        verbose_name = "vidéo signalée"
        verbose_name_plural = "vidéos signalées"
        constraints = [
            models.UniqueConstraint(
                fields=["candidature", "par"], condition=Q(leve_le=None), name="un_signalement_de_video_par_membre"
            )
        ]

    def __str__(self):
        return f"vidéo signalée le {self.signale_le:%d/%m/%Y}"


class RemedeVideo(models.Model):
    """A team is asked to make its video open again at the filed address, before an hour; ``lot``: asked together.

    ``echeance_le`` is excluded, as the closing is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="+")
    lot = models.UUIDField()
    demande_le = models.DateTimeField("demandé le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    echeance_le = models.DateTimeField("échéance, borne exclue")
    repondu_le = models.DateTimeField("répondu le", null=True, blank=True)
    repondu_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["demande_le", "id"]
        verbose_name = "remède à une vidéo"
        verbose_name_plural = "remèdes à une vidéo"
        constraints = [
            models.CheckConstraint(condition=Q(echeance_le__gt=models.F("demande_le")), name="remede_a_un_delai")
        ]

    def __str__(self):
        return f"remède demandé le {self.demande_le:%d/%m/%Y}"

    @property
    def derniere_minute(self):
        """The last minute in time, as people say it."""
        return self.echeance_le - timedelta(minutes=1)

    def est_attendu(self, instant):
        """Tell whether the team may still answer."""
        return self.repondu_le is None and instant < self.echeance_le
