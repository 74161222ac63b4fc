"""What the platform writes of a call by itself: the sealed report of its closing, the page of each of its days."""

import uuid

from django.db import models


class RapportDeCloture(models.Model):
    """One report for each closing bound of a call: a postponement makes another. Never changed nor deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="rapports_de_cloture")
    cloture_le = models.DateTimeField("clôture, borne exclue")
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("SHA-256", max_length=64)
    produit_le = models.DateTimeField("produit le")

    class Meta:
        verbose_name = "rapport de clôture"
        verbose_name_plural = "rapports de clôture"
        ordering = ["edition_id", "-cloture_le"]
        constraints = [models.UniqueConstraint(fields=["edition", "cloture_le"], name="un_rapport_par_cloture")]

    def __str__(self):
        return f"rapport de clôture de {self.edition}"


class PageDuJour(models.Model):
    """The numbers of a call on one of its days, on one page: made by a task each morning until the closing."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="pages_du_jour")
    jour = models.DateField()
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    produite_le = models.DateTimeField("produite le")

    class Meta:
        verbose_name = "page du jour"
        verbose_name_plural = "pages du jour"
        ordering = ["edition_id", "-jour"]
        constraints = [models.UniqueConstraint(fields=["edition", "jour"], name="une_page_par_jour")]

    def __str__(self):
        return f"page du {self.jour} de {self.edition}"
