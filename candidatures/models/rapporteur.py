"""Who reports on a dossier: an agent or the operator whom an agent names, and who then reads its technical parts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class RapporteurQuerySet(models.QuerySet):
    def en_vigueur(self):
        """Those that nobody has ended. Whether they still read is asked of ``acces``, at each reading."""
        return self.filter(fin_le=None)


class Rapporteur(models.Model):
    """One person's report on one dossier, from one instant to another; never deleted.

    ``fin_par``: who ended it; ``motif``: why, always given.
    """

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="rapporteurs")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    nomme_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    nomme_le = models.DateTimeField()
    fin_le = models.DateTimeField(null=True, blank=True)
    fin_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    motif = models.CharField(max_length=1000, blank=True)

    objects = RapporteurQuerySet.as_manager()

    class Meta:
        ordering = ["nomme_le", "id"]
        constraints = [
            models.UniqueConstraint(fields=["candidature"], condition=Q(fin_le=None), name="un_rapporteur_en_vigueur"),
            # Nobody opens the technical parts to oneself.
            models.CheckConstraint(condition=~Q(nomme_par=F("personne")), name="rapporteur_nomme_par_un_autre"),
            models.CheckConstraint(
                condition=Q(fin_le=None, fin_par=None, motif="")
                | (Q(fin_le__gte=F("nomme_le"), fin_par__isnull=False) & ~Q(motif="")),
                name="rapporteur_fini_avec_un_motif",
            ),
        ]

    def __str__(self):
        return f"rapporteur {self.personne_id}"
