"""A link by which somebody outside the team reads a dossier, for a time."""

import uuid

from django.conf import settings
from django.db import models

from .candidature import Candidature


class PartageQuerySet(models.QuerySet):
    def ouverts(self, instant):
        """Links that nobody has revoked and whose time has not run out."""
        return self.filter(revoque_le=None, expire_le__gt=instant)


class Partage(models.Model):
    """A read-only link: its address is signed from its key, so that nothing kept here opens anything."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey(Candidature, on_delete=models.CASCADE, related_name="partages")
    pour_qui = models.CharField("pour qui", max_length=120)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cree_le = models.DateTimeField("créé le")
    expire_le = models.DateTimeField()
    revoque_le = models.DateTimeField("révoqué le", null=True, blank=True)
    ouvert_le = models.DateTimeField("ouvert le", null=True, blank=True)
    ouvertures = models.PositiveIntegerField(default=0)

    objects = PartageQuerySet.as_manager()

    class Meta:
        ordering = ["-cree_le", "id"]

    def __str__(self):
        return self.pour_qui
