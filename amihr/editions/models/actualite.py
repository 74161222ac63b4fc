"""News of the call, and who asked to receive them."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from amihr.editions.textes import en_html
from amihr.socle.codes import tirer

LONGUEUR_DE_REFERENCE = 8


def reference_d_actualite():
    """Draw the reference of a piece of news."""
    return tirer(LONGUEUR_DE_REFERENCE)


class Actualite(models.Model):
    """One dated piece of news: written by staff, or by the site when the call itself changes (then by nobody)."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="actualites")
    reference = models.CharField("référence", max_length=20, unique=True, default=reference_d_actualite)
    titre = models.CharField(max_length=150)
    texte = models.TextField()
    publiee_le = models.DateTimeField("publiée le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retiree_le = models.DateTimeField("retirée le", null=True, blank=True)

    class Meta:
        verbose_name = "actualité"
        ordering = ["-publiee_le", "-id"]

    def __str__(self):
        return self.titre

    @property
    def html(self):
        """The text as safe HTML."""
        return en_html(self.texte)


class Abonnement(models.Model):
    """A confirmed address that receives the news of one call; deleted, not closed, when it no longer wants them."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="abonnements")
    courriel = models.EmailField()
    confirme_le = models.DateTimeField("confirmé le")

    class Meta:
        ordering = ["edition_id", "courriel"]
        constraints = [models.UniqueConstraint("edition", Lower("courriel"), name="abonnement_unique")]

    def __str__(self):
        return f"Abonnement {self.pk}"
