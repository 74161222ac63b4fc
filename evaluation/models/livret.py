"""A member's offline copy of what they read: asked for, made by the worker, under their name, for an hour."""

import uuid
from datetime import timedelta

from django.db import models

DUREE = timedelta(hours=1)


class LivretQuerySet(models.QuerySet):
    def a_produire(self, instant):
        """Booklets asked for, still wanted, without a file yet."""
        return self.filter(fichier=None, expire_le__gt=instant, membre__retire_le=None)

    def en_cours(self, instant):
        """Booklets made whose hour is not over."""
        return self.filter(fichier__isnull=False, expire_le__gt=instant)

    def perimes(self, instant):
        """Booklets past their hour whose bytes are still stored."""
        return self.filter(expire_le__lte=instant, fichier__isnull=False, fichier__efface_le=None)


class Livret(models.Model):
    """One copy, for one member. ``candidatures``: the dossiers in it, whose right is asked again at each download.

    ``avec_marges``: their own notes in the margin are in it too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membre = models.ForeignKey("habilitations.Membre", on_delete=models.PROTECT, related_name="+")
    demande_le = models.DateTimeField("demandé le")
    expire_le = models.DateTimeField("expire le")
    avec_marges = models.BooleanField("avec mes notes en marge", default=False)
    candidatures = models.JSONField(default=list)
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = LivretQuerySet.as_manager()

    class Meta:
        verbose_name = "livret"
        ordering = ["-demande_le", "id"]

    def __str__(self):
        return f"livret du {self.demande_le:%d/%m/%Y}"
