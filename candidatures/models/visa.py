"""A conclusion that one agent proposes and that another one confirms or sends back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .instruction import Examen


class Issue(models.TextChoices):
    """What became of a proposal; "" while it waits."""

    VISEE = "visee", "Visée"
    RENVOYEE = "renvoyee", "Renvoyée"
    RETIREE = "retiree", "Retirée"


class PropositionDeConclusionQuerySet(models.QuerySet):
    def en_cours(self):
        """Those that wait for somebody's visa."""
        return self.filter(close_le=None)


class PropositionDeConclusion(models.Model):
    """The conclusion of an examination, as one agent proposes it: nothing is decided before another one confirms it.

    Its words never change (trigger); it is closed once, by a visa, a return with its reason, or its author.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="propositions")
    examen = models.CharField(max_length=15, choices=Examen)
    est_favorable = models.BooleanField()
    motif = models.TextField(blank=True)
    depot = models.ForeignKey("candidatures.Depot", on_delete=models.PROTECT, related_name="+")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instant = models.DateTimeField()
    issue = models.CharField(max_length=10, choices=Issue, blank=True)
    raison = models.TextField(blank=True)
    close_le = models.DateTimeField(null=True, blank=True)
    close_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PropositionDeConclusionQuerySet.as_manager()

    class Meta:
        ordering = ["instant", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidature"], condition=Q(close_le=None), name="une_proposition_en_cours"
            ),
            models.CheckConstraint(
                condition=Q(close_le=None, close_par=None, issue="")
                | Q(close_le__isnull=False, close_par__isnull=False),
                name="proposition_close_par_quelqu_un",
            ),
            # The second person is another one.
            models.CheckConstraint(
                condition=~Q(issue__in=["visee", "renvoyee"], close_par=F("par")), name="visa_par_un_autre"
            ),
        ]

    def __str__(self):
        return f"{self.get_examen_display()} : {'favorable' if self.est_favorable else 'défavorable'}"
