"""Instruction: points examined one by one, then recevabilité, then éligibilité."""

from django.conf import settings
from django.db import models
from django.db.models import Q


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


class ConclusionQuerySet(models.QuerySet):
    def en_vigueur(self):
        """Conclusions that no reinstatement has reversed: one at most a dossier."""
        return self.filter(reintegration=None)


class ConclusionExamen(models.Model):
    """What the conclusions of the instruction have in common. One that is reversed stays, and counts no more."""

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="%(class)ss")
    reintegration = models.ForeignKey(
        "candidatures.Reintegration", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    est_favorable = models.BooleanField()
    motif = models.TextField(blank=True)
    depot = models.ForeignKey("candidatures.Depot", on_delete=models.PROTECT, related_name="+")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instant = models.DateTimeField()

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["candidature_id", "instant", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidature"], condition=Q(reintegration=None), name="%(class)s_en_vigueur_unique"
            )
        ]


class Recevabilite(ConclusionExamen):
    """In time and complete, or not (R4)."""

    def __str__(self):
        return "recevable" if self.est_favorable else "irrecevable"


class Eligibilite(ConclusionExamen):
    """Meets the conditions of the règlement, or not (R14, R15, R18)."""

    def __str__(self):
        return "éligible" if self.est_favorable else "inéligible"


class Disqualification(ConclusionExamen):
    """Excluded for a breach of the règlement, with its reason (R10)."""

    def __str__(self):
        return "disqualifiée"
