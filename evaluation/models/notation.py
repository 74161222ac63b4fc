"""One member's reading of one dossier: the grid filled in, then submitted, then perhaps revised."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from candidatures.models import Deport


class EtatEvaluation(models.TextChoices):
    COMMENCEE = "commencee", "Commencée"
    SOUMISE = "soumise", "Soumise"


class EvaluationQuerySet(models.QuerySet):
    def soumises(self):
        """Submitted grids, every version of them."""
        return self.filter(etat=EtatEvaluation.SOUMISE)

    def de_qui_siege(self):
        """Those of members still seated and not déporté (T5)."""
        deports = Deport.objects.en_vigueur().filter(
            candidature=OuterRef("candidature"), personne=OuterRef("membre__personne")
        )
        return self.filter(membre__retire_le=None).exclude(Exists(deports))

    def qui_comptent(self):
        """The last submitted version of each member who is still seated and not déporté (T5)."""
        plus_recente = Evaluation.objects.soumises().filter(
            candidature=OuterRef("candidature"), membre=OuterRef("membre"), version__gt=OuterRef("version")
        )
        return self.soumises().de_qui_siege().filter(~Exists(plus_recente))


class Evaluation(models.Model):
    """The grid of one member for one dossier. A revision is a new version; the first one stays.

    ``secondes``: of work on the dossier, counted from one sign of life to the next (``regles.temps``).
    ``ligne``: the notes of a submitted grid, in the order of its cells, written by the database itself from the notes
    (trigger ``evaluation_ligne``): whatever submits a grid, and whatever it says, the row is the notes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="evaluations")
    membre = models.ForeignKey("habilitations.Membre", on_delete=models.PROTECT, related_name="evaluations")
    grille = models.ForeignKey("evaluation.Grille", on_delete=models.PROTECT, related_name="evaluations")
    depot = models.ForeignKey("candidatures.Depot", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    etat = models.CharField(max_length=10, choices=EtatEvaluation, default=EtatEvaluation.COMMENCEE)
    revision = models.PositiveIntegerField("révision de saisie", default=0)
    motif_de_revision = models.TextField(blank=True)
    commencee_le = models.DateTimeField("commencée le")
    enregistree_le = models.DateTimeField("enregistrée le")
    soumise_le = models.DateTimeField("soumise le", null=True, blank=True)
    secondes = models.PositiveIntegerField("secondes de travail", default=0)
    ligne = ArrayField(models.IntegerField(null=True), null=True, editable=False)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["candidature_id", "membre_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["candidature", "membre", "version"], name="evaluation_unique"),
            models.CheckConstraint(
                condition=Q(etat="commencee", soumise_le=None) | Q(etat="soumise", soumise_le__isnull=False),
                name="evaluation_soumise_est_datee",
            ),
        ]

    def __str__(self):
        return f"évaluation version {self.version}"


class Note(models.Model):
    """The note of one criterion or of one sub-criterion, or « hors de ma compétence » (Q33)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="notes")
    critere = models.ForeignKey("evaluation.Critere", on_delete=models.PROTECT, related_name="+")
    sous_critere = models.ForeignKey(
        "evaluation.SousCritere", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valeur = models.IntegerField(null=True, blank=True)
    est_hors_competence = models.BooleanField("hors de ma compétence", default=False)
    commentaire = models.TextField(blank=True)

    class Meta:
        ordering = ["evaluation_id", "critere__rang", "sous_critere__ordre", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "critere", "sous_critere"], nulls_distinct=False, name="note_unique"
            ),
            models.CheckConstraint(
                condition=Q(est_hors_competence=False) | Q(valeur=None), name="hors_competence_sans_note"
            ),
        ]

    def __str__(self):
        return "hors compétence" if self.est_hors_competence else str(self.valeur)
