"""The template of the dossier, as files to download: made by the worker, made again when the call changes."""

from django.db import models


class FormatDeTrame(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"


class Trame(models.Model):
    """The last file made in one format; ``empreinte`` is the SHA-256 of what it says."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="trames")
    format = models.CharField(max_length=5, choices=FormatDeTrame)
    empreinte = models.CharField("SHA-256 du contenu", max_length=64)
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    produite_le = models.DateTimeField("produite le")

    class Meta:
        verbose_name = "modèle de dossier"
        ordering = ["edition_id", "format"]
        constraints = [models.UniqueConstraint(fields=["edition", "format"], name="trame_unique")]

    def __str__(self):
        return f"modèle de dossier, {self.format}"
