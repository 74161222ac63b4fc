"""The label: of a solution, held by a structure, dated, verifiable, withdrawable (R36 to R40, Q13)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from evaluation.models import Decision


def est_publie(instant, chemin=""):
    """A label whose decision everybody may know; ``chemin`` leads to it, from a fiche for instance.

    The decision is looked up by its key, without the table of candidatures: the catalogue reads thousands of them.
    """
    decisions = Decision.objects.publiees(instant).filter(candidature=OuterRef(f"{chemin}candidature_id"))
    return Q(Exists(decisions.order_by()))


def est_actif(instant, jour, chemin=""):
    """The condition of a published label in force on ``jour`` (a date in Paris) and not withdrawn at ``instant``."""
    retraits = RetraitLabel.objects.en_vigueur(instant).filter(label=OuterRef(f"{chemin}pk"))
    dates = Q(**{f"{chemin}debut__lte": jour, f"{chemin}fin__gte": jour})
    return dates & est_publie(instant, chemin) & ~Q(Exists(retraits.order_by()))


class LabelQuerySet(models.QuerySet):
    def publies(self, instant):
        """Labels whose decision everybody may know at ``instant`` (T7)."""
        return self.filter(est_publie(instant))

    def actifs(self, instant, jour):
        """Published labels in force on ``jour`` (a date in Paris) and not withdrawn at ``instant``."""
        return self.filter(est_actif(instant, jour))


class Label(models.Model):
    """One label. Its state follows from dates: ``catalogue.regles.duree.etat_du_label`` (no job)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="labels")
    candidature = models.OneToOneField("candidatures.Candidature", on_delete=models.PROTECT, related_name="label")
    code = models.CharField(max_length=8, unique=True)
    solution = models.CharField(max_length=200)
    titulaire = models.CharField(max_length=200)
    siren = models.CharField(max_length=9, blank=True)
    thematique = models.ForeignKey("editions.Thematique", on_delete=models.PROTECT, null=True, related_name="+")
    est_coup_de_coeur = models.BooleanField("coup de cœur du jury", default=False)
    debut = models.DateField("premier jour")
    fin = models.DateField("dernier jour, inclus")
    delivre_le = models.DateTimeField("délivré le")
    membres = models.JSONField("membres du consortium", default=list)
    annonce_le = models.DateTimeField("publication annoncée à l’équipe le", null=True, blank=True)

    objects = LabelQuerySet.as_manager()

    class Meta:
        ordering = ["solution", "id"]

    def __str__(self):
        return self.solution


class RetraitQuerySet(models.QuerySet):
    def en_vigueur(self, instant):
        """Withdrawals that have taken effect and are neither suspended nor reversed at ``instant``."""
        return self.filter(Q(leve_le=None) | Q(leve_le__gt=instant), effet_le__lte=instant)


class RetraitLabel(models.Model):
    """The withdrawal of a label, with its motive and date (R39). A reversal is dated, never a deletion (Q20)."""

    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="retraits")
    motif = models.TextField()
    effet_le = models.DateTimeField("prend effet le")
    decide_le = models.DateTimeField("décidé le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    leve_le = models.DateTimeField("levé le", null=True, blank=True)
    motif_de_levee = models.TextField("motif de la levée", blank=True)

    objects = RetraitQuerySet.as_manager()

    class Meta:
        ordering = ["effet_le", "id"]
        constraints = [
            models.UniqueConstraint(fields=["label"], condition=models.Q(leve_le=None), name="un_retrait_en_vigueur")
        ]

    def __str__(self):
        return f"retrait de {self.label}"


class Format(models.TextChoices):
    SVG = "svg", "SVG"
    PNG = "png", "PNG"
    PDF = "pdf", "PDF"


class MacaronProduit(models.Model):
    """The dated badge of a label as it was sent to its holder, one file per format."""

    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="macarons")
    format = models.CharField(max_length=3, choices=Format)
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    produit_le = models.DateTimeField("produit le")

    class Meta:
        verbose_name = "macaron produit"
        verbose_name_plural = "macarons produits"
        ordering = ["label_id", "format"]
        constraints = [models.UniqueConstraint(fields=["label", "format"], name="macaron_unique_par_format")]

    def __str__(self):
        return f"macaron de {self.label} ({self.get_format_display()})"
