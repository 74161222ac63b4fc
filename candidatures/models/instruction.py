"""Instruction: points examined one by one, then recevabilité, then éligibilité."""

from django.conf import settings
from django.db import models


class Examen(models.TextChoices):
    RECEVABILITE = "recevabilite", "Recevabilité"
    ELIGIBILITE = "eligibilite", "Éligibilité"


class Verdict(models.TextChoices):
    CONFORME = "conforme", "Conforme"
    NON_CONFORME = "non_conforme", "Non conforme"
    SANS_OBJET = "sans_objet", "Sans objet"


class PointExamine(models.Model):
    """What an agent found on one point of the règlement, with the reason when it is not met."""

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="points")
    examen = models.CharField(max_length=15, choices=Examen)
    code = models.SlugField(max_length=60)
    verdict = models.CharField(max_length=15, choices=Verdict)
    raison = models.TextField(blank=True)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instant = models.DateTimeField()

    class Meta:
        ordering = ["candidature_id", "examen", "id"]
        constraints = [models.UniqueConstraint(fields=["candidature", "examen", "code"], name="point_unique")]

    def __str__(self):
        return f"{self.code} : {self.get_verdict_display()}"


class ConclusionExamen(models.Model):
    """What the two conclusions of the instruction have in common."""

    est_favorable = models.BooleanField()
    motif = models.TextField(blank=True)
    depot = models.ForeignKey("candidatures.Depot", on_delete=models.PROTECT, related_name="+")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instant = models.DateTimeField()

    class Meta:
        abstract = True


class Recevabilite(ConclusionExamen):
    """In time and complete, or not (R4)."""

    candidature = models.OneToOneField(
        "candidatures.Candidature", on_delete=models.PROTECT, related_name="recevabilite"
    )

    def __str__(self):
        return "recevable" if self.est_favorable else "irrecevable"


class Eligibilite(ConclusionExamen):
    """Meets the conditions of the règlement, or not (R14, R15, R18)."""

    candidature = models.OneToOneField("candidatures.Candidature", on_delete=models.PROTECT, related_name="eligibilite")

    def __str__(self):
        return "éligible" if self.est_favorable else "inéligible"


class Disqualification(ConclusionExamen):
    """Excluded for a breach of the règlement, with its reason (R10)."""

    candidature = models.OneToOneField(
        "candidatures.Candidature", on_delete=models.PROTECT, related_name="disqualification"
    )

    def __str__(self):
        return "disqualifiée"
