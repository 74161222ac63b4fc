"""The commission's meeting and its minutes."""

import uuid

from django.conf import settings
from django.db import models


class Seance(models.Model):
    """A meeting of the commission: opened, then closed with its minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="seances")
    jour = models.DateField()
    lieu = models.CharField(max_length=200, blank=True)
    ouverte_le = models.DateTimeField("ouverte le", null=True, blank=True)
    close_le = models.DateTimeField("close le", null=True, blank=True)
    close_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="close par",
    )
    # Why the president did not confirm the closing; empty where they did.
    motif_sans_presidence = models.TextField("motif, sans la présidence", blank=True)
    # The president's choice: ranking, robustness and dispersion on the pages of the meeting (see Q41).
    montre_les_indicateurs = models.BooleanField("montre les indicateurs", default=False)

    class Meta:
        ordering = ["jour", "id"]

    def __str__(self):
        return f"séance du {self.jour:%d/%m/%Y}"


class Presence(models.Model):
    """Attendance of a member at a meeting (Q19)."""

    seance = models.ForeignKey(Seance, on_delete=models.PROTECT, related_name="presences")
    membre = models.ForeignKey("habilitations.Membre", on_delete=models.PROTECT, related_name="presences")
    est_present = models.BooleanField("présent")
    consignee_le = models.DateTimeField("consignée le")

    class Meta:
        ordering = ["membre__college__ordre", "membre__personne__nom", "id"]
        constraints = [models.UniqueConstraint(fields=["seance", "membre"], name="presence_unique")]

    def __str__(self):
        return f"{self.membre} : {'présent' if self.est_present else 'absent'}"


class Avis(models.Model):
    """A member's vote on one decision, during the meeting."""

    class Choix(models.TextChoices):
        POUR = "pour", "Labelliser"
        CONTRE = "contre", "Ne pas labelliser"
        ABSTENTION = "abstention", "Abstention"

    decision = models.ForeignKey("evaluation.Decision", on_delete=models.PROTECT, related_name="avis")
    membre = models.ForeignKey("habilitations.Membre", on_delete=models.PROTECT, related_name="+")
    choix = models.CharField(max_length=12, choices=Choix)
    propose_coup_de_coeur = models.BooleanField(default=False)
    instant = models.DateTimeField()

    class Meta:
        ordering = ["decision_id", "membre__personne__nom", "id"]
        constraints = [models.UniqueConstraint(fields=["decision", "membre"], name="avis_unique")]

    def __str__(self):
        return self.get_choix_display()


class ProcesVerbal(models.Model):
    """A version of the minutes of a meeting; a correction after the closing is a rectifying version (Q47)."""

    seance = models.ForeignKey(Seance, on_delete=models.PROTECT, related_name="proces_verbaux")
    numero = models.PositiveSmallIntegerField("numéro")
    matiere = models.JSONField("contenu")
    empreinte = models.CharField("SHA-256 du contenu", max_length=64)
    motif = models.TextField("motif de la rectification", blank=True)
    etabli_le = models.DateTimeField("établi le")
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["seance_id", "numero"]
        constraints = [models.UniqueConstraint(fields=["seance", "numero"], name="pv_unique")]

    def __str__(self):
        return f"procès-verbal, version {self.numero}"
