"""What a call says: its needs and their use cases, its texts, its calendar, and what its file said of them all."""

from django.db import models

from .edition import Edition


class Thematique(models.Model):
    """One of the needs that a solution may answer (R19)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="thematiques")
    numero = models.PositiveSmallIntegerField("numéro")
    slug = models.SlugField(max_length=60)
    titre = models.CharField(max_length=120)
    accroche = models.CharField(max_length=200, blank=True)
    resume = models.CharField("résumé", max_length=200, blank=True)
    objectif = models.TextField(blank=True)
    pastille = models.CharField("image de légende", max_length=120, blank=True)

    class Meta:
        verbose_name = "thématique"
        ordering = ["edition_id", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "numero"], name="thematique_numero_unique"),
            models.UniqueConstraint(fields=["edition", "slug"], name="thematique_slug_unique"),
        ]

    def __str__(self):
        return self.titre


class CasUsage(models.Model):
    """A use case given as an example under a thématique: others remain allowed (R19)."""

    thematique = models.ForeignKey(Thematique, on_delete=models.PROTECT, related_name="cas_usage")
    ordre = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    libelle = models.CharField("libellé", max_length=200)

    class Meta:
        verbose_name = "cas d’usage"
        verbose_name_plural = "cas d’usage"
        ordering = ["thematique__numero", "ordre"]
        constraints = [models.UniqueConstraint(fields=["thematique", "code"], name="cas_usage_unique")]

    def __str__(self):
        return self.libelle


class Texte(models.Model):
    """A text that staff edits: a part of the home page, a letter, a mention."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="textes")
    code = models.CharField(max_length=80)
    contenu = models.TextField(blank=True)

    class Meta:
        ordering = ["edition_id", "code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="texte_unique_par_edition")]

    def __str__(self):
        return self.code


class EtapeCalendrier(models.Model):
    """A step of the calendar: on a day, in a period in words, or on one of the dates of the edition itself.

    Its hours are those of Paris, on its day.
    """

    class Repere(models.TextChoices):
        AUCUN = "", "Jour ou période propre"
        OUVERTURE = "ouverture", "Ouverture de l’édition"
        CLOTURE = "cloture", "Clôture de l’édition"
        COMMISSION = "commission", "Commission de l’édition"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="etapes")
    ordre = models.PositiveSmallIntegerField()
    repere = models.CharField("repère", max_length=12, choices=Repere, blank=True, default=Repere.AUCUN)
    jour = models.DateField(null=True, blank=True)
    heure = models.TimeField(null=True, blank=True)
    heure_de_fin = models.TimeField("heure de fin", null=True, blank=True)
    periode = models.CharField("période", max_length=80, blank=True)
    libelle = models.CharField("libellé", max_length=200)
    precision = models.TextField("précision", blank=True)
    inscription = models.URLField("adresse d’inscription", max_length=500, blank=True)
    rediffusion = models.URLField("adresse de la rediffusion", max_length=500, blank=True)

    class Meta:
        verbose_name = "étape du calendrier"
        verbose_name_plural = "étapes du calendrier"
        ordering = ["edition_id", "ordre"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "ordre"], name="etape_ordre_unique"),
            models.CheckConstraint(
                condition=models.Q(heure_de_fin=None)
                | models.Q(heure__isnull=False, heure_de_fin__gt=models.F("heure")),
                name="etape_finit_apres_son_debut",
            ),
        ]

    def __str__(self):
        return self.libelle


class Chargement(models.Model):
    """What the edition was right after its file was loaded: a difference means that staff has edited (see Q49)."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="chargement")
    contenu = models.JSONField()
    charge_le = models.DateTimeField("chargée le")

    class Meta:
        verbose_name = "chargement"
        ordering = ["edition_id"]

    def __str__(self):
        return f"Chargement de {self.edition}"
