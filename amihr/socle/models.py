"""Four technical tables. They are models so that the flush of transactional tests empties them too."""

from django.db import models


class HorlogeDeplacee(models.Model):
    """The row by which tests and the demonstration move the clock: `amihr.horloge` is its only user."""

    unique_rangee = models.BooleanField(primary_key=True, default=True)
    instant = models.DateTimeField()
    posee_le = models.DateTimeField()
    figee = models.BooleanField()

    class Meta:
        db_table = "horloge_deplacee"
        verbose_name = "horloge déplacée"
        verbose_name_plural = "horloge déplacée"
        constraints = [models.CheckConstraint(condition=models.Q(unique_rangee=True), name="horloge_une_seule_rangee")]


class EntreeCache(models.Model):
    """A row of Django's database cache (setting CACHES), which writes it by itself."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cache"
        verbose_name = "entrée du cache"
        verbose_name_plural = "entrées du cache"


class Compteur(models.Model):
    """How many times a limited act was done since `debut`: see `limites.permettre`."""

    cle = models.CharField(max_length=64, primary_key=True)
    debut = models.DateTimeField(db_index=True)
    compte = models.PositiveIntegerField()

    class Meta:
        verbose_name = "compteur"
        verbose_name_plural = "compteurs"


class Battement(models.Model):
    """One row for each minute in which the worker was alive and could write: their gaps are what was down (T15)."""

    minute = models.DateTimeField(primary_key=True)

    class Meta:
        verbose_name = "battement"
        verbose_name_plural = "battements"
