"""The end of a member's task: what they certify, and the document that says that they took part."""

import uuid

from django.db import models


class DestructionCertifiee(models.Model):
    """« Je certifie avoir détruit mes copies »: said once by a member, never changed, never deleted."""

    membre = models.OneToOneField("habilitations.Membre", on_delete=models.PROTECT, related_name="+")
    certifiee_le = models.DateTimeField("certifiée le")

    class Meta:
        verbose_name = "destruction certifiée"
        verbose_name_plural = "destructions certifiées"

    def __str__(self):
        return f"destruction certifiée le {self.certifiee_le:%d/%m/%Y}"


class Attestation(models.Model):
    """The attestation of one member; asking again replaces it. ``heures`` are those that the member declares."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membre = models.OneToOneField("habilitations.Membre", on_delete=models.PROTECT, related_name="+")
    heures = models.PositiveSmallIntegerField("heures déclarées")
    dossiers = models.PositiveIntegerField("dossiers évalués")
    demandee_le = models.DateTimeField("demandée le")
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "attestation de participation"
        verbose_name_plural = "attestations de participation"

    def __str__(self):
        return f"attestation du {self.demandee_le:%d/%m/%Y}"
