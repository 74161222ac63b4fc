"""The common grid: criteria in their hierarchy, scale, descriptors, weights (R31, R32)."""

from fractions import Fraction

from django.db import models


class Methode(models.TextChoices):
    """Where the weights come from (Q9)."""

    RANG = "rang", "Somme des rangs"
    BARYCENTRE = "barycentre", "Barycentre des rangs"
    PERSONNALISEE = "personnalisee", "Poids choisis, décroissants"


class GrilleQuerySet(models.QuerySet):
    def en_vigueur(self, edition):
        """The last version of the grid of an edition."""
        return self.filter(edition=edition).order_by("-numero")[:1]


class Grille(models.Model):
    """One version of the grid of an edition.

    ``echelle`` is ``{"minimum": 0, "maximum": 5, "pas": 1, "mots": {"0": "absent", …}}``.
    A grid that has been used is never touched: a change makes a new version, with its reason.
    """

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="grilles")
    numero = models.PositiveSmallIntegerField("numéro")
    echelle = models.JSONField()
    methode = models.CharField("méthode des poids", max_length=15, choices=Methode, default=Methode.RANG)
    motif = models.TextField("motif du changement", blank=True)
    cree_le = models.DateTimeField("créée le")

    objects = GrilleQuerySet.as_manager()

    class Meta:
        ordering = ["edition_id", "numero"]
        constraints = [models.UniqueConstraint(fields=["edition", "numero"], name="grille_unique")]

    def __str__(self):
        return f"grille version {self.numero}"

    def mot(self, note):
        """Return the word of the scale for ``note`` (an empty string when there is none)."""
        return self.echelle["mots"].get(str(note), "")


class Critere(models.Model):
    """One criterion, at its rank. Its weight is an exact fraction."""

    grille = models.ForeignKey(Grille, on_delete=models.CASCADE, related_name="criteres")
    rang = models.PositiveSmallIntegerField()
    titre = models.CharField(max_length=200)
    aide = models.TextField(blank=True)
    article = models.CharField(max_length=20, blank=True)
    poids_numerateur = models.PositiveIntegerField()
    poids_denominateur = models.PositiveIntegerField()

    class Meta:
        ordering = ["grille_id", "rang"]
        constraints = [models.UniqueConstraint(fields=["grille", "rang"], name="rang_unique")]

    def __str__(self):
        return f"{self.rang}. {self.titre}"

    @property
    def poids(self):
        """The weight, as an exact ``Fraction`` of 1."""
        return Fraction(self.poids_numerateur, self.poids_denominateur)


class SousCritere(models.Model):
    """A weighted part of a criterion; the criterion is noted when all of its parts are."""

    critere = models.ForeignKey(Critere, on_delete=models.CASCADE, related_name="sous_criteres")
    ordre = models.PositiveSmallIntegerField()
    titre = models.CharField(max_length=200)
    poids = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["critere_id", "ordre"]
        constraints = [models.UniqueConstraint(fields=["critere", "ordre"], name="sous_critere_unique")]

    def __str__(self):
        return self.titre


class Descripteur(models.Model):
    """What a note means for a criterion."""

    critere = models.ForeignKey(Critere, on_delete=models.CASCADE, related_name="descripteurs")
    note = models.IntegerField()
    texte = models.TextField()

    class Meta:
        ordering = ["critere_id", "note"]
        constraints = [models.UniqueConstraint(fields=["critere", "note"], name="descripteur_unique")]

    def __str__(self):
        return f"{self.note} : {self.texte[:40]}"
