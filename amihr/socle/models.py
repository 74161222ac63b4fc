"""Five technical tables. They are models so that the flush of transactional tests empties them too."""

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
    """One row for each minute in which the worker, or the web server, could write: their gaps are what was down (T15)."""

    minute = models.DateTimeField(primary_key=True)
    travail = models.BooleanField("travail de fond", default=True, db_default=True)
    web = models.BooleanField("serveur web", default=False, db_default=False)

    class Meta:
        verbose_name = "battement"
        verbose_name_plural = "battements"


class Sauvegarde(models.Model):
    """The mark left by a backup, or by a restoration drill, that has ended well. A trigger keeps it as it is."""

    class Genre(models.TextChoices):
        SAUVEGARDE = "sauvegarde", "Sauvegarde"
        EXERCICE = "exercice", "Exercice de restauration"

    genre = models.CharField(max_length=12, choices=Genre)
    notee_le = models.DateTimeField("notée le")
    empreinte = models.CharField("SHA-256 de l’archive", max_length=64, blank=True)

    class Meta:
        verbose_name = "sauvegarde"
        verbose_name_plural = "sauvegardes"
        indexes = [models.Index(fields=["genre", "-notee_le"], name="sauvegarde_derniere")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(empreinte="") | models.Q(empreinte__regex=r"^[0-9a-f]{64}$"),
                name="sauvegarde_sha256",
            )
        ]
