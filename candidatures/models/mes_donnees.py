"""What a person asks of their own data: made by the worker, for them only, for a day."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models

DUREE = timedelta(hours=24)


class CopieQuerySet(models.QuerySet):
    def a_produire(self, instant):
        """Copies asked for, still wanted, without a file yet."""
        return self.filter(fichier=None, expire_le__gt=instant)

    def perimees(self, instant):
        """Copies past their day whose bytes are still stored."""
        return self.filter(expire_le__lte=instant, fichier__isnull=False, fichier__efface_le=None)


class CopieDeMesDonnees(models.Model):
    """A copy of one's own data. ``candidatures``: the dossiers in it, whose right is asked again at each download."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    demande_le = models.DateTimeField("demandée le")
    expire_le = models.DateTimeField("expire le")
    candidatures = models.JSONField(default=list)
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CopieQuerySet.as_manager()

    class Meta:
        verbose_name = "copie de mes données"
        ordering = ["-demande_le", "id"]

    def __str__(self):
        return f"copie du {self.demande_le:%d/%m/%Y}"
