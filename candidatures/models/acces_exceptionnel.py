"""Exceptional access (A-13): somebody asks to read one dossier, somebody else opens it to them for one hour."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

DEMANDE_VALABLE = timedelta(hours=48)
DUREE_DE_L_ACCES = timedelta(hours=1)


class AccesExceptionnelQuerySet(models.QuerySet):
    def en_attente(self, instant):
        """Asked, neither opened nor closed, still in time."""
        return self.filter(autorise_le=None, clos_le=None, expire_le__gt=instant)

    def ouverts(self, instant):
        """Opened by somebody less than an hour ago, and closed by nobody since."""
        return self.filter(clos_le=None, autorise_le__lte=instant, finit_le__gt=instant)


class AccesExceptionnel(models.Model):
    """One person's request to read one dossier, and the hour that another person gave; never deleted.

    ``expire_le``: until when it may be opened; ``finit_le``: the end of the hour. Whether it reads is asked of ``acces``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey(
        "candidatures.Candidature", on_delete=models.PROTECT, related_name="acces_exceptionnels"
    )
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    motif = models.CharField(max_length=1000)
    demande_le = models.DateTimeField("demandé le")
    expire_le = models.DateTimeField("expire le")
    autorise_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    autorise_le = models.DateTimeField("autorisé le", null=True)
    finit_le = models.DateTimeField("finit le", null=True)
    clos_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    clos_le = models.DateTimeField("clos le", null=True)

    objects = AccesExceptionnelQuerySet.as_manager()

    class Meta:
        ordering = ["-demande_le", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(motif=""), name="acces_exceptionnel_motive"),
            # A second person, in time, for one hour at most: whatever writes the row.
            models.CheckConstraint(
                condition=Q(autorise_par=None, autorise_le=None, finit_le=None)
                | Q(
                    autorise_par__isnull=False,
                    autorise_le__lt=F("expire_le"),
                    finit_le__lte=F("autorise_le") + DUREE_DE_L_ACCES,
                )
                & ~Q(autorise_par=F("personne")),
                name="acces_exceptionnel_a_deux",
            ),
            models.CheckConstraint(
                condition=Q(clos_par=None, clos_le=None) | Q(clos_par__isnull=False, clos_le__isnull=False),
                name="acces_exceptionnel_clos_par_quelqu_un",
            ),
        ]

    def __str__(self):
        return f"accès exceptionnel de {self.personne_id}"

    def etat(self, instant):
        """Return the code of where it stands: en_attente, sans_suite, retire, refuse, ouvert, ferme or fini."""
        if self.clos_le:
            if self.autorise_le:
                return "ferme"
            return "retire" if self.clos_par_id == self.personne_id else "refuse"
        if self.autorise_le:
            return "ouvert" if instant < self.finit_le else "fini"
        return "en_attente" if instant < self.expire_le else "sans_suite"
