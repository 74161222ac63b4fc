"""What a member writes for themselves about a dossier."""

from django.db import models


class NotePrivee(models.Model):
    """One member's own notes on one dossier: read by nobody else, counted nowhere, deleted by their author for good."""

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="+")
    membre = models.ForeignKey("habilitations.Membre", on_delete=models.PROTECT, related_name="+")
    texte = models.TextField()
    revision = models.PositiveIntegerField("révision de saisie", default=0)
    modifiee_le = models.DateTimeField("modifiée le")

    class Meta:
        verbose_name = "note privée"
        verbose_name_plural = "notes privées"
        constraints = [models.UniqueConstraint(fields=["candidature", "membre"], name="une_note_privee_par_membre")]

    def __str__(self):
        return f"note privée {self.pk}"
