"""The calibration: fictional dossiers that all the members score first. Nothing of it belongs to a candidature."""

from django.db import models
from django.db.models import Q

from .notation import EtatEvaluation


class Calibrage(models.Model):
    """The calibration of an edition: opened once its two dossiers are written, closed by the secretariat.

    ``avant_le``: the last day asked of the members, if any; a late one is still taken until the closing.
    """

    edition = models.OneToOneField("editions.Edition", on_delete=models.PROTECT, related_name="+")
    ouvert_le = models.DateTimeField("ouvert le")
    avant_le = models.DateField("à remettre au plus tard le", null=True, blank=True)
    clos_le = models.DateTimeField("clos le", null=True, blank=True)

    def __str__(self):
        return f"calibrage de {self.edition_id}"


class DossierDeCalibrage(models.Model):
    """A fictional dossier. ``parties``: ``[{"slug", "titre", "texte"}]``, in the order of the form; never changed once noted."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="+")
    rang = models.PositiveSmallIntegerField()
    titre = models.CharField(max_length=200)
    structure = models.CharField(max_length=200)
    parties = models.JSONField()

    class Meta:
        ordering = ["edition_id", "rang"]
        verbose_name = "dossier de calibrage"
        verbose_name_plural = "dossiers de calibrage"
        constraints = [models.UniqueConstraint(fields=["edition", "rang"], name="dossier_de_calibrage_unique")]

    def __str__(self):
        return self.titre


class GrilleDeCalibrage(models.Model):
    """One member's grid of a fictional dossier, on a version of the common grid; never changed once submitted.

    ``notes``: ``[{"critere", "sous", "valeur", "hors", "commentaire"}]``, one row a cell: what the notes of a real grid
    are read as. They stand here, not in ``Note``: whatever counts, exports or ranks notes finds none of these.
    """

    version = 1  # a grid of the page; this one is never revised

    dossier = models.ForeignKey(DossierDeCalibrage, on_delete=models.PROTECT, related_name="grilles")
    membre = models.ForeignKey("habilitations.Membre", on_delete=models.PROTECT, related_name="+")
    grille = models.ForeignKey("evaluation.Grille", on_delete=models.PROTECT, related_name="+")
    notes = models.JSONField()
    etat = models.CharField(max_length=10, choices=EtatEvaluation, default=EtatEvaluation.COMMENCEE)
    revision = models.PositiveIntegerField("révision de saisie", default=0)
    commencee_le = models.DateTimeField("commencée le")
    enregistree_le = models.DateTimeField("enregistrée le")
    soumise_le = models.DateTimeField("soumise le", null=True, blank=True)

    class Meta:
        ordering = ["dossier_id", "membre_id"]
        verbose_name = "grille de calibrage"
        verbose_name_plural = "grilles de calibrage"
        constraints = [
            models.UniqueConstraint(fields=["dossier", "membre"], name="grille_de_calibrage_unique"),
            models.CheckConstraint(
                condition=Q(etat="commencee", soumise_le=None) | Q(etat="soumise", soumise_le__isnull=False),
                name="grille_de_calibrage_soumise_est_datee",
            ),
        ]

    def __str__(self):
        return f"grille de calibrage {self.pk}"
