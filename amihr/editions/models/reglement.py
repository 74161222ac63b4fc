"""The règlement and the documents associated with it, version after version (R8, R9)."""

from django.db import models


class VersionReglementQuerySet(models.QuerySet):
    def publiees(self, instant):
        """Versions published at ``instant``, the latest first."""
        return self.filter(publiee_le__lte=instant).order_by("-numero")

    def a_paraitre(self, instant):
        """The version not published yet at ``instant``: at most one, until its call is known."""
        return self.filter(publiee_le__gt=instant)

    def en_vigueur(self, instant):
        """The latest version published at ``instant``, or None."""
        return self.publiees(instant).first()


class VersionReglement(models.Model):
    """One version of the règlement. Once it is published, a trigger refuses to change or delete it (see R8)."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="versions_reglement")
    numero = models.PositiveSmallIntegerField("numéro")
    publiee_le = models.DateTimeField("publiée le")
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField("SHA-256", max_length=64)
    texte = models.TextField("texte, tel qu’il a été écrit", blank=True)
    html = models.TextField("texte en HTML")
    changements = models.TextField(blank=True)

    objects = VersionReglementQuerySet.as_manager()

    class Meta:
        verbose_name = "version du règlement"
        ordering = ["edition_id", "-numero"]
        constraints = [models.UniqueConstraint(fields=["edition", "numero"], name="version_reglement_unique")]

    def __str__(self):
        return f"Règlement, version {self.numero}"


class DocumentAssocie(models.Model):
    """One version of a document associated with the règlement (R9), hashed like it (Q38)."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="documents_associes")
    code = models.SlugField(max_length=60)
    numero = models.PositiveSmallIntegerField("numéro")
    titre = models.CharField(max_length=200)
    publie_le = models.DateTimeField("publié le")
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = "document associé"
        verbose_name_plural = "documents associés"
        ordering = ["edition_id", "code", "-numero"]
        constraints = [models.UniqueConstraint(fields=["edition", "code", "numero"], name="document_associe_unique")]

    def __str__(self):
        return f"{self.titre} (version {self.numero})"
