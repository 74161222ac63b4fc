"""Decisions, from the project to the publication, and the signed acts that carry them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Sens(models.TextChoices):
    LABELLISEE = "labellisee", "Labellisée"
    NON_LABELLISEE = "non_labellisee", "Non labellisée"


class Suite(models.TextChoices):
    """Where a decision stands. « À confirmer » and « publiée » are no states: they follow from facts and dates."""

    EN_PROJET = "en_projet", "En projet"
    ARRETEE = "arretee", "Arrêtée en séance"
    SIGNEE = "signee", "Signée"
    NOTIFIEE = "notifiee", "Notifiée"


class ActeSigne(models.Model):
    """The act of the Région that carries decisions, signed outside and uploaded back (Q31)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="actes_signes")
    numero = models.CharField("numéro", max_length=60)
    date = models.DateField("date de signature")
    signataire_prenom = models.CharField("prénom du signataire", max_length=100)
    signataire_nom = models.CharField("nom du signataire", max_length=100)
    signataire_qualite = models.CharField("qualité du signataire", max_length=200)
    delegation = models.CharField("délégation", max_length=300, blank=True)
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    enregistre_le = models.DateTimeField("enregistré le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["date", "numero"]
        constraints = [models.UniqueConstraint(fields=["edition", "numero"], name="numero_d_acte_unique")]

    def __str__(self):
        return f"acte n° {self.numero}"


class DecisionQuerySet(models.QuerySet):
    def publiees(self, instant):
        """Decisions that everybody may know at ``instant`` (T7)."""
        return self.filter(suite=Suite.NOTIFIEE, publication_le__lte=instant)

    def definitives(self):
        """Decisions arrêtées by a meeting that is closed: nobody scores, nor revises a grid, after them."""
        return self.exclude(suite=Suite.EN_PROJET).filter(seance__close_le__isnull=False)


class Decision(models.Model):
    """The commission's decision on one dossier, with its two grounds (R33).

    ``figures`` and ``votants`` are stored when the decision is arrêtée. It stays out of the candidature until
    the notification: where the fact is stored keeps the embargo (T7).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.OneToOneField("candidatures.Candidature", on_delete=models.PROTECT, related_name="decision")
    seance = models.ForeignKey("evaluation.Seance", on_delete=models.PROTECT, related_name="decisions")
    suite = models.CharField(max_length=12, choices=Suite, default=Suite.EN_PROJET)
    sens = models.CharField(max_length=15, choices=Sens, blank=True)
    valeur_ajoutee_reconnue = models.BooleanField("valeur ajoutée réelle", null=True, blank=True)
    valeur_ajoutee = models.TextField("valeur ajoutée : motif", blank=True)
    credibilite_reconnue = models.BooleanField("crédibilité", null=True, blank=True)
    credibilite = models.TextField("crédibilité : motif", blank=True)
    est_coup_de_coeur = models.BooleanField("coup de cœur du jury", default=False)
    figures = models.JSONField(default=dict)
    votants = models.JSONField(default=list)
    arretee_le = models.DateTimeField("arrêtée le", null=True, blank=True)
    acte = models.ForeignKey(ActeSigne, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    # The letter as it was notified: later changes of the edition's texts never rewrite it.
    lettre = models.JSONField(default=dict, blank=True)
    notifiee_le = models.DateTimeField("notifiée le", null=True, blank=True)
    publication_le = models.DateTimeField("publication le", null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["candidature__titre", "candidature__reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(est_coup_de_coeur=False) | Q(sens="labellisee"), name="coup_de_coeur_parmi_les_labels"
            ),
            models.CheckConstraint(
                condition=Q(suite="en_projet") | Q(arretee_le__isnull=False, sens__gt=""),
                name="decision_arretee_est_datee",
            ),
            models.CheckConstraint(
                condition=~Q(suite__in=["signee", "notifiee"]) | Q(acte__isnull=False), name="decision_signee_a_un_acte"
            ),
            models.CheckConstraint(
                condition=Q(suite="notifiee", notifiee_le__isnull=False) | ~Q(suite="notifiee") & Q(notifiee_le=None),
                name="decision_notifiee_est_datee",
            ),
        ]

    def __str__(self):
        return f"{self.get_sens_display() or 'décision'} ({self.get_suite_display()})"
