"""The entries of the journal and the signed anchors. Triggers refuse every UPDATE, DELETE and TRUNCATE."""

from django.conf import settings
from django.db import models


class Chaine(models.TextChoices):
    """Two chains, so that readings never wait for an acte."""

    ACTES = "actes", "Actes"
    LECTURES = "lectures", "Lectures"


class EntreeJournalQuerySet(models.QuerySet):
    def de(self, reference):
        """What happened to one thing, oldest first."""
        return self.filter(objet=reference).order_by("chaine", "seq")


class EntreeJournal(models.Model):
    """One line. The trigger gives seq, inscrit_le, precedent and empreinte: whatever is sent for them is ignored.

    Only ids, codes, hashes and numbers: no name, no address, no free text, so that erasing a person never touches it.
    """

    chaine = models.CharField(max_length=20, choices=Chaine)
    seq = models.BigIntegerField("numéro")
    instant = models.DateTimeField("instant de l’acte")
    inscrit_le = models.DateTimeField("inscrite le")
    evenement = models.CharField("événement", max_length=100)
    # No constraint: the line outlives the person it names.
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name="par",
    )
    objet = models.CharField(max_length=200, blank=True)
    faits = models.JSONField(default=dict)
    precedent = models.CharField("empreinte précédente", max_length=64)
    empreinte = models.CharField(max_length=64)

    objects = EntreeJournalQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée du journal"
        verbose_name_plural = "entrées du journal"
        ordering = ["chaine", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["chaine", "seq"], name="journal_seq_unique"),
            models.CheckConstraint(condition=models.Q(chaine__in=Chaine.values), name="journal_chaine_connue"),
        ]
        indexes = [
            models.Index(fields=["objet", "par", "-instant"], name="journal_objet_par_instant"),
            models.Index(fields=["evenement", "-instant"], name="journal_evenement_instant"),
        ]

    def __str__(self):
        return f"{self.chaine} nº {self.seq} : {self.evenement}"


class Ancre(models.Model):
    """The head of a chain at one instant, signed; its twin is a file outside of the database."""

    chaine = models.CharField(max_length=20, choices=Chaine)
    seq = models.BigIntegerField("numéro")
    empreinte = models.CharField(max_length=64)
    instant = models.DateTimeField()
    signature = models.CharField(max_length=128)
    cle_publique = models.CharField("clé publique", max_length=64)

    class Meta:
        verbose_name = "ancre du journal"
        verbose_name_plural = "ancres du journal"
        ordering = ["chaine", "seq"]
        constraints = [models.UniqueConstraint(fields=["chaine", "seq"], name="ancre_seq_unique")]

    def __str__(self):
        return f"ancre de {self.chaine} au nº {self.seq}"
