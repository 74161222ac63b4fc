"""What every team is told of a call."""

from django.db import models
from django.db.models import Q

from amihr.editions import dates

from .edition import Edition


class Annonce(models.Model):
    """A change of the call that every team is told of, and what became of the telling (R7, Q38).

    ``cloture_le``: the closing bound as it then stood. ``destinataires``: how many people were written to, once done.
    """

    class Genre(models.TextChoices):
        REGLEMENT = "reglement", "Règlement modifié"
        REPORT = "report", "Clôture reportée"
        SUSPENSION = "suspension", "Appel suspendu"
        REPRISE = "reprise", "Appel repris"
        ANNULATION = "annulation", "Appel annulé"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="annonces")
    genre = models.CharField(max_length=12, choices=Genre)
    instant = models.DateTimeField()
    cloture_le = models.DateTimeField("clôture, borne exclue")
    version = models.OneToOneField(
        "editions.VersionReglement", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diffusee_le = models.DateTimeField("diffusée le", null=True, blank=True)
    destinataires = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-instant", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(diffusee_le=None, destinataires=None)
                | Q(diffusee_le__isnull=False, destinataires__isnull=False),
                name="annonce_diffusee_et_comptee",
            )
        ]
        indexes = [models.Index(fields=["instant"], condition=Q(diffusee_le=None), name="annonces_dues")]

    def __str__(self):
        return self.get_genre_display()

    @property
    def derniere_minute(self):
        """The last minute in time, as the announcement gives it."""
        return dates.derniere_minute(self.cloture_le)
