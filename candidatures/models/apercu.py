"""The draft in one PDF, for its own team: made by the worker, kept a day, replaced as soon as the draft says something else."""

from datetime import timedelta

from django.db import models

DUREE = timedelta(hours=24)


class ApercuDuDossierQuerySet(models.QuerySet):
    def a_produire(self):
        """Those that somebody waits for."""
        return self.filter(fichier=None)

    def perimes(self, instant):
        """Those that are over: a draft is not kept in two places for longer than its reader needs."""
        return self.filter(demande_le__lte=instant - DUREE)


class ApercuDuDossier(models.Model):
    """One PDF a candidature at most. ``empreinte``: what the draft said when it was asked for, then when it was made."""

    candidature = models.OneToOneField("candidatures.Candidature", on_delete=models.CASCADE, related_name="apercu_pdf")
    empreinte = models.CharField(max_length=64)
    demande_le = models.DateTimeField("demandé le")
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ApercuDuDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "aperçu d’un dossier"
        ordering = ["demande_le", "id"]

    def __str__(self):
        return f"aperçu du {self.demande_le:%d/%m/%Y}"
