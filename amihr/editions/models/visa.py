"""Who said that a call was ready to open, and what they had before their eyes."""

import json
from hashlib import sha256

from django.conf import settings
from django.db import models


class VisaDOuverture(models.Model):
    """A signed checklist: ``etat`` is ``{code of the point: "bon" or "a_voir"}`` as it stood. Never changed."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="visas")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signe_le = models.DateTimeField("signé le")
    etat = models.JSONField("état")

    class Meta:
        verbose_name = "visa d’ouverture"
        verbose_name_plural = "visas d’ouverture"
        ordering = ["-signe_le", "-id"]

    def __str__(self):
        return f"visa de {self.edition}"

    @property
    def empreinte(self):
        """The SHA-256 of the checklist signed, as the journal keeps it: JSON without spaces, keys in order."""
        return sha256(json.dumps(self.etat, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
