"""Who of the commission scores what: the mode of an edition, and a row per member and dossier, ended rather than deleted."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

# What one member reads and scores in a working day: our assumption, written wherever it is used.
DOSSIERS_PAR_JOUR = 3
MINUTES_PAR_DOSSIER = 7 * 60 // DOSSIERS_PAR_JOUR


class ModeDAffectation(models.TextChoices):
    """How the dossiers are shared among the members."""

    TOUS = "tous", "Chaque membre évalue tous les dossiers"
    EQUILIBRE = "equilibre", "Répartition équilibrée"
    MANUEL = "manuel", "Répartition à la main"


class RepartitionQuerySet(models.QuerySet):
    def en_vigueur(self):
        """Those by which a member scores some dossiers only."""
        return self.exclude(mode=ModeDAffectation.TOUS)

    def qui_reservent_la_lecture(self):
        """Those by which a member reads some dossiers only: until the commission meets."""
        return self.en_vigueur().filter(reserve_la_lecture=True, lecture_ouverte_le=None)


class Repartition(models.Model):
    """The sharing of the dossiers of an edition, as last applied; without a row every member scores every dossier.

    ``plafonds``: caps of some members, ``{id: dossiers}``, before ``plafond``, which is everybody's.
    ``lecture_ouverte_le``: when a meeting has opened every dossier to every member again.
    """

    edition = models.OneToOneField("editions.Edition", on_delete=models.PROTECT, related_name="repartition")
    mode = models.CharField(max_length=10, choices=ModeDAffectation, default=ModeDAffectation.TOUS)
    lecteurs = models.PositiveSmallIntegerField("lecteurs par dossier", default=3)
    plafond = models.PositiveSmallIntegerField("plafond par membre", null=True, blank=True)
    plafonds = models.JSONField("plafonds de certains membres", default=dict, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "minutes par dossier",
        default=MINUTES_PAR_DOSSIER,
        validators=[MinValueValidator(5), MaxValueValidator(1440)],
    )
    reserve_la_lecture = models.BooleanField("chacun ne lit que ses dossiers", default=False)
    lecture_ouverte_le = models.DateTimeField("lecture ouverte à tous le", null=True, blank=True)
    appliquee_le = models.DateTimeField("appliquée le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = RepartitionQuerySet.as_manager()

    class Meta:
        verbose_name = "répartition"

    def __str__(self):
        return self.get_mode_display()

    @property
    def est_en_vigueur(self):
        """Tell whether a member scores some dossiers only."""
        return self.mode != ModeDAffectation.TOUS


class AffectationQuerySet(models.QuerySet):
    def en_cours(self):
        """What members have to score now: neither ended, nor of somebody whose seat has ended."""
        return self.filter(retiree_le=None, membre__retire_le=None)


class Affectation(models.Model):
    """One dossier given to one member. A recusal ends it; nothing deletes it."""

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="affectations")
    membre = models.ForeignKey("habilitations.Membre", on_delete=models.PROTECT, related_name="affectations")
    affectee_le = models.DateTimeField("affectée le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    retiree_le = models.DateTimeField("retirée le", null=True, blank=True)
    retiree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AffectationQuerySet.as_manager()

    class Meta:
        ordering = ["candidature_id", "membre_id", "affectee_le", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidature", "membre"], condition=Q(retiree_le=None), name="affectation_unique"
            ),
            models.CheckConstraint(
                condition=Q(retiree_le=None, retiree_par=None) | Q(retiree_le__isnull=False, retiree_par__isnull=False),
                name="affectation_retiree_par_quelqu_un",
            ),
        ]

    def __str__(self):
        return f"{self.membre_id} : {self.candidature_id}"


class PriseDeConnaissance(models.Model):
    """« J’ai pris connaissance de mes dossiers », said by a member; said again when they have changed since."""

    membre = models.ForeignKey("habilitations.Membre", on_delete=models.PROTECT, related_name="prises_de_connaissance")
    instant = models.DateTimeField()

    class Meta:
        ordering = ["membre_id", "instant", "id"]

    def __str__(self):
        return f"{self.membre_id}, le {self.instant:%d/%m/%Y}"
