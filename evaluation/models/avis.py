"""What members have been told by mail: one row for each fact and person, so that none is told twice."""

from django.conf import settings
from django.db import models


class ReponseAnnoncee(models.Model):
    """An answer of the secretariat that a person knows of by mail; ``jour``: of the mail that gathers a day's answers.

    Without ``jour``: they had asked, and a mail of its own told them.
    """

    message = models.ForeignKey("evaluation.MessageDeLecture", on_delete=models.CASCADE, related_name="annonces")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    jour = models.DateField(null=True, blank=True)
    annoncee_le = models.DateTimeField("annoncée le")

    class Meta:
        ordering = ["annoncee_le", "id"]
        verbose_name = "réponse annoncée"
        verbose_name_plural = "réponses annoncées"
        constraints = [models.UniqueConstraint(fields=["message", "personne"], name="reponse_annoncee_une_fois")]

    def __str__(self):
        return f"annonce du {self.annoncee_le:%d/%m/%Y}"


class AvisDeCalibrage(models.Model):
    """One mail to one member about the calibration: it is open, or their grids are late.

    ``dernier_jour``, ``jours``: of a reminder, as for the declarations of links; none when the calibration opens.
    """

    edition = models.ForeignKey("editions.Edition", on_delete=models.CASCADE, related_name="+")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    dernier_jour = models.DateField(null=True, blank=True)
    jours = models.SmallIntegerField("jours avant le dernier", null=True, blank=True)
    poste_le = models.DateTimeField("posté le")

    class Meta:
        ordering = ["poste_le", "id"]
        verbose_name = "avis de calibrage"
        verbose_name_plural = "avis de calibrage"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "personne", "dernier_jour", "jours"],
                name="avis_de_calibrage_unique",
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"avis de calibrage du {self.poste_le:%d/%m/%Y}"


class RappelDeConnaissance(models.Model):
    """One mail to one member who has not said that they know their dossiers, as these changed at ``change_le``."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.CASCADE, related_name="+")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    change_le = models.DateTimeField("dossiers changés le")
    poste_le = models.DateTimeField("posté le")

    class Meta:
        ordering = ["poste_le", "id"]
        verbose_name = "rappel de prise de connaissance"
        verbose_name_plural = "rappels de prise de connaissance"
        constraints = [
            models.UniqueConstraint(fields=["edition", "personne", "change_le"], name="rappel_de_connaissance_unique")
        ]

    def __str__(self):
        return f"rappel du {self.poste_le:%d/%m/%Y}"
