"""A dress rehearsal of a call: an edition of fictional dossiers, flagged at its creation, wiped in the end."""

from django.conf import settings
from django.db import models


class Scene(models.TextChoices):
    """Where the call stands when the rehearsal begins; each one follows the one before it."""

    OUVERT = "ouvert", "L’appel ouvert"
    CLOS = "clos", "Clos, à instruire"
    COMMISSION = "commission", "En commission"


class Repetition(models.Model):
    """What a rehearsal is made from, how far it must go, and when it got there (``prete_le``)."""

    edition = models.OneToOneField("editions.Edition", on_delete=models.PROTECT, related_name="repetition")
    source = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="repetitions")
    scene = models.CharField("scène", max_length=12, choices=Scene)
    nombre = models.PositiveSmallIntegerField("nombre de dossiers")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    demandee_le = models.DateTimeField("demandée le")
    prete_le = models.DateTimeField("prête le", null=True, blank=True)

    class Meta:
        verbose_name = "répétition"
        ordering = ["-demandee_le"]

    def __str__(self):
        return f"Répétition de {self.source}"


class Figurant(models.Model):
    """A fictional candidate: an account that nobody can open, which goes with its rehearsal."""

    repetition = models.ForeignKey(Repetition, on_delete=models.PROTECT, related_name="figurants")
    rang = models.PositiveSmallIntegerField()
    personne = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["repetition_id", "rang"]
        constraints = [models.UniqueConstraint(fields=["repetition", "rang"], name="figurant_rang_unique")]

    def __str__(self):
        return f"Figurant {self.rang}"
