"""Drafts: numbered revisions of sections, and the pieces joined to them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Section(models.Model):
    """The draft of one part of the dossier: the content of its last revision.

    ``contenu`` maps question codes of the edition's form to what was typed.
    """

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.CASCADE, related_name="sections")
    partie = models.SlugField(max_length=40)
    numero = models.PositiveIntegerField("numéro de révision", default=0)
    contenu = models.JSONField(default=dict)
    modifiee_le = models.DateTimeField("modifiée le", null=True, blank=True)
    modifiee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["candidature_id", "partie"]
        constraints = [models.UniqueConstraint(fields=["candidature", "partie"], name="section_unique")]

    def __str__(self):
        return f"{self.partie} (révision {self.numero})"


class RevisionSection(models.Model):
    """What a section held at one revision; the check page names revisions and filing freezes exactly those."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="revisions")
    numero = models.PositiveIntegerField("numéro")
    contenu = models.JSONField()
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instant = models.DateTimeField()

    class Meta:
        ordering = ["section_id", "numero"]
        constraints = [models.UniqueConstraint(fields=["section", "numero"], name="revision_unique")]

    def __str__(self):
        return f"révision {self.numero}"


class PieceJointeQuerySet(models.QuerySet):
    def presentes(self):
        """Pieces that have been neither replaced nor removed."""
        return self.filter(retiree_le=None)


class PieceJointe(models.Model):
    """A file joined to the draft, in one slot of the edition's form (R23)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.CASCADE, related_name="pieces")
    emplacement = models.SlugField(max_length=40)
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    date_du_document = models.DateField(null=True, blank=True)
    jointe_le = models.DateTimeField("jointe le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    retiree_le = models.DateTimeField("retirée le", null=True, blank=True)
    retiree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PieceJointeQuerySet.as_manager()

    class Meta:
        ordering = ["emplacement", "jointe_le", "id"]
        indexes = [models.Index(fields=["candidature"], condition=Q(retiree_le=None), name="pieces_presentes")]

    def __str__(self):
        return f"{self.emplacement} : {self.fichier}"

    @property
    def sha256(self):
        """The hash of its file, as a filed version repeats it."""
        return self.fichier.sha256
