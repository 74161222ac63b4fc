"""The public sheet of a labelled solution, version by version (Q34, Q48)."""

from datetime import date

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from amihr.socle.normalisation import AppNorm

from .label import Label, est_actif

DONNEES_EN_LISTE = 2


class EtatVersion(models.TextChoices):
    PROPOSEE = "proposee", "Proposée"
    VALIDEE = "validee", "Validée"
    REFUSEE = "refusee", "À corriger"


class FicheQuerySet(models.QuerySet):
    def publiees(self, instant, jour):
        """Sheets in the public catalogue.

        R41: the online catalogue shows the labelled solutions: decision published, label in force (see Q37).
        """
        return self.filter(est_actif(instant, jour, "label__"))


class Fiche(models.Model):
    """The sheet of a label, born at its delivery. Columns repeat the published version, for search and facets."""

    label = models.OneToOneField(Label, on_delete=models.PROTECT, related_name="fiche")
    slug = models.SlugField(max_length=120, unique=True)
    titre = models.CharField(max_length=200)
    resume = models.TextField("résumé", blank=True)
    besoins = models.TextField("besoins auxquels la solution répond", blank=True)
    cas_usage = models.ManyToManyField("editions.CasUsage", blank=True, related_name="+")
    donnees = models.JSONField("données exploitées (code et libellé)", default=list)
    siege = models.CharField("siège du titulaire", max_length=160, blank=True)
    est_du_territoire = models.BooleanField("siège dans la région de l’appel", default=False)
    contenu = models.JSONField("faits publiés, par niveau de preuve", default=dict)
    logo = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    texte_libre = models.BooleanField("textes sous licence ouverte (Q35)", default=False)
    recherche = SearchVectorField(null=True, editable=False)
    cle_de_tri = models.GeneratedField(
        expression=AppNorm("titre"), output_field=models.TextField(), db_persist=True, editable=False
    )
    modifiee_le = models.DateTimeField("modifiée le")

    objects = FicheQuerySet.as_manager()

    class Meta:
        ordering = ["cle_de_tri", "id"]
        indexes = [
            GinIndex(fields=["recherche"], name="fiche_recherche"),
            models.Index(fields=["cle_de_tri", "id"], name="fiche_par_titre"),
        ]

    def __str__(self):
        return self.titre

    @property
    def faits_de_liste(self):
        """The few words that a list shows of it."""
        thematique = [self.label.thematique.titre] if self.label.thematique else []
        return thematique + [donnee["libelle"] for donnee in self.donnees[:DONNEES_EN_LISTE]]

    @property
    def declaree_le(self):
        """The day its company filed what the first version repeats."""
        return date.fromisoformat(self.contenu["declare_le"])


class VersionFiche(models.Model):
    """What the sheet held at one version; each is kept."""

    fiche = models.ForeignKey(Fiche, on_delete=models.PROTECT, related_name="versions")
    numero = models.PositiveSmallIntegerField("numéro")
    contenu = models.JSONField()
    etat = models.CharField(max_length=10, choices=EtatVersion, default=EtatVersion.PROPOSEE)
    proposee_le = models.DateTimeField("proposée le")
    validee_le = models.DateTimeField("validée le", null=True, blank=True)

    class Meta:
        ordering = ["fiche_id", "numero"]
        constraints = [models.UniqueConstraint(fields=["fiche", "numero"], name="version_fiche_unique")]

    def __str__(self):
        return f"version {self.numero}"
