"""Who has taken the examination of a dossier: two agents never collide."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class PriseEnChargeQuerySet(models.QuerySet):
    def en_cours(self):
        """Those that nobody has ended. Whether they still hold is asked of ``acces``: see ``lectures.prises``."""
        return self.filter(rendue_le=None)


class PriseEnCharge(models.Model):
    """One agent's hold on the examination of a dossier, from one instant to another; never deleted.

    ``rendue_par``: who ended it; somebody else than ``par`` when the dossier was taken over.
    """

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="prises")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prise_le = models.DateTimeField()
    rendue_le = models.DateTimeField(null=True, blank=True)
    rendue_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PriseEnChargeQuerySet.as_manager()

    class Meta:
        ordering = ["prise_le", "id"]
        constraints = [
            models.UniqueConstraint(fields=["candidature"], condition=Q(rendue_le=None), name="une_prise_en_cours"),
            models.CheckConstraint(
                condition=Q(rendue_le=None) | Q(rendue_le__gte=F("prise_le")), name="prise_rendue_apres"
            ),
        ]

    def __str__(self):
        return f"prise par {self.par_id}"
