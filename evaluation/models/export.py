"""Exports of results: asked for, made by the worker from one snapshot, kept for a day."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models

DUREE = timedelta(hours=24)


class Format(models.TextChoices):
    XLSX = "xlsx", "Classeur XLSX"
    CSV = "csv", "Tableau CSV"


class ExportQuerySet(models.QuerySet):
    def a_produire(self, instant):
        """Exports asked for, still wanted, without a file yet."""
        return self.filter(fichier=None, expire_le__gt=instant)

    def perimes(self, instant):
        """Exports past their day whose bytes are still stored."""
        return self.filter(expire_le__lte=instant, fichier__isnull=False, fichier__efface_le=None)


class Export(models.Model):
    """One export, for its author only. ``empreinte`` is the SHA-256 of its content, whatever the format.

    ``candidatures`` lists the dossiers in it: the right to read each one is asked again at every download.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="exports")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=5, choices=Format)
    demande_le = models.DateTimeField("demandé le")
    expire_le = models.DateTimeField("expire le")
    instantane_le = models.DateTimeField("instantané du", null=True, blank=True)
    grille = models.ForeignKey("evaluation.Grille", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    empreinte = models.CharField("SHA-256 du contenu", max_length=64, blank=True)
    candidatures = models.JSONField(default=list)
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-demande_le", "id"]

    def __str__(self):
        return f"export {self.format}"
