"""What a member writes for themselves in the margin of a dossier."""

import uuid

from django.db import models


class NoteDeMarge(models.Model):
    """One member's own note on one part of a dossier, perhaps on a passage that it quotes: read by nobody else, counted nowhere.

    ``partie``: slug of a part of the form, or ``PARTIE_DES_FICHIERS``. ``retiree_le``: taken off by its author, who may
    put it back for a while; the row then goes for good. ``cle``: of the place of a page where it is still being typed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="+")
    membre = models.ForeignKey("habilitations.Membre", on_delete=models.PROTECT, related_name="+")
    partie = models.CharField(max_length=80)
    citation = models.TextField("passage cité", blank=True)
    texte = models.TextField()
    revision = models.PositiveIntegerField("révision de saisie", default=0)
    ecrite_le = models.DateTimeField("écrite le")
    modifiee_le = models.DateTimeField("modifiée le")
    cle = models.UUIDField("clé", null=True, blank=True, editable=False)
    retiree_le = models.DateTimeField("retirée le", null=True, blank=True)

    class Meta:
        ordering = ["candidature_id", "membre_id", "ecrite_le", "id"]
        verbose_name = "note en marge"
        verbose_name_plural = "notes en marge"
        constraints = [models.UniqueConstraint(fields=["candidature", "membre", "cle"], name="marge_tapee_une_fois")]
        indexes = [models.Index(fields=["candidature", "membre"], name="marge_du_membre")]

    def __str__(self):
        return f"note en marge {self.pk}"
