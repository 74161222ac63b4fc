"""Questions about the call, and their answers (Q26)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from amihr.socle.codes import tirer

LONGUEUR_DE_REFERENCE = 8


def reference_de_question():
    """Draw the reference of a question: neither its order nor their number (R2)."""
    return tirer(LONGUEUR_DE_REFERENCE)


class QuestionQuerySet(models.QuerySet):
    """The piles of staff; a question stands in exactly one of them."""

    def _avec(self, **filtre):
        return Exists(Reponse.objects.en_vigueur().filter(question=OuterRef("pk"), **filtre))

    def publiees(self):
        return self.filter(self._avec(est_publique=True))

    def privees(self):
        return self.filter(self._avec(est_publique=False), ~self._avec(est_publique=True))

    def ecartees(self):
        return self.exclude(ecartee_le=None).filter(~self._avec())

    def a_repondre(self):
        return self.filter(~self._avec(), ecartee_le=None)


class Question(models.Model):
    """What somebody asked. Who asked is known to the outbox alone: neither staff nor the public reads it."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="questions")
    reference = models.CharField("référence", max_length=20, unique=True, default=reference_de_question)
    texte = models.TextField()
    article = models.CharField(max_length=40, blank=True)
    courriel = models.EmailField("adresse de réponse", blank=True)
    personne = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    posee_le = models.DateTimeField("posée le")
    ecartee_le = models.DateTimeField("écartée le", null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["posee_le", "id"]

    def __str__(self):
        return f"Question {self.reference}"


class ReponseQuerySet(models.QuerySet):
    def en_vigueur(self):
        """Return what was not taken back."""
        return self.filter(retiree_le=None)


class Reponse(models.Model):
    """One version of an answer. A published one carries the question as it may be read by all, without its author."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="reponses")
    numero = models.PositiveSmallIntegerField("numéro")
    est_publique = models.BooleanField()
    enonce = models.TextField("question publiée", blank=True)
    article = models.CharField(max_length=40, blank=True)
    texte = models.TextField()
    donnee_le = models.DateTimeField("donnée le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    retiree_le = models.DateTimeField("retirée le", null=True, blank=True)

    objects = ReponseQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse"
        ordering = ["question_id", "-numero"]
        constraints = [
            models.UniqueConstraint(fields=["question", "numero"], name="reponse_numero_unique"),
            models.CheckConstraint(condition=Q(est_publique=False) | ~Q(enonce=""), name="reponse_publique_enoncee"),
        ]

    def __str__(self):
        return f"{self.question}, réponse {self.numero}"
