"""The reminders of a call that is about to close: one row for each mail, so that none leaves twice."""

from django.conf import settings
from django.db import models


class Rappel(models.Model):
    """One reminder to one person about one candidature, for one last day of the call."""

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.CASCADE, related_name="rappels")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    dernier_jour = models.DateField()
    jours = models.PositiveSmallIntegerField("jours avant le dernier")
    poste_le = models.DateTimeField("posté le")

    class Meta:
        ordering = ["poste_le", "id"]
        constraints = [
            models.UniqueConstraint(fields=["candidature", "personne", "dernier_jour", "jours"], name="rappel_unique")
        ]

    def __str__(self):
        return f"J-{self.jours}"


class RappelDeDeclaration(models.Model):
    """One reminder to one member who has links of interest to declare, for one last day to declare (Q18)."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.CASCADE, related_name="+")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    dernier_jour = models.DateField()
    jours = models.SmallIntegerField("jours avant le dernier")
    poste_le = models.DateTimeField("posté le")

    class Meta:
        ordering = ["poste_le", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "personne", "dernier_jour", "jours"], name="rappel_de_declaration_unique"
            )
        ]

    def __str__(self):
        return f"J-{self.jours}"
