"""The thread between a team and those who instruct, one per dossier: messages, who has read up to where, what is closed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q


class Cote(models.TextChoices):
    """Which of the two sides a message comes from."""

    EQUIPE = "equipe", "L’équipe du dossier"
    REGION = "region", "Le secrétariat de l’appel"


class MessageQuerySet(models.QuerySet):
    def venus_de(self, cote):
        """Messages that one side wrote."""
        return self.filter(cote=cote)

    def non_lus(self, personne, cote):
        """Messages of the other side that ``personne``, who stands on ``cote``, has not seen yet."""
        marques = LectureDuFil.objects.filter(
            candidature=OuterRef("candidature"), personne=personne, lu_jusqu_au__gte=OuterRef("numero")
        )
        return self.exclude(cote=cote).filter(~Exists(marques))


class Message(models.Model):
    """What one side wrote to the other: never changed; it goes with its dossier only, which nobody has filed then.

    ``numero``: its rank in the thread, given under the dossier's lock. ``question``: the answer was published for all too (see Q26). ``cle``: of the page that sent it, so that a double
    click sends one message.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.CASCADE, related_name="messages")
    numero = models.PositiveIntegerField("numéro")
    cote = models.CharField("côté", max_length=10, choices=Cote)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    texte = models.TextField()
    instant = models.DateTimeField()
    cle = models.UUIDField("clé")
    question = models.ForeignKey("editions.Question", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["candidature_id", "-numero"]
        constraints = [
            models.UniqueConstraint(fields=["candidature", "numero"], name="message_numero_unique"),
            models.UniqueConstraint(fields=["candidature", "cle"], name="message_envoye_une_fois"),
            models.CheckConstraint(condition=Q(question=None) | Q(cote=Cote.REGION), name="la_region_seule_publie"),
        ]

    def __str__(self):
        return f"message du {self.instant:%d/%m/%Y}"


class LectureDuFil(models.Model):
    """Up to which message a person has seen a thread: what is « non lu » follows from it."""

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.CASCADE, related_name="+")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lu_jusqu_au = models.PositiveIntegerField("lu jusqu’au message")

    class Meta:
        verbose_name = "lecture d’un fil"
        constraints = [models.UniqueConstraint(fields=["candidature", "personne"], name="une_lecture_par_fil")]

    def __str__(self):
        return f"lu jusqu’au message {self.lu_jusqu_au}"


class FilClasse(models.Model):
    """A message of a team to which the Région has nothing to answer: « merci »."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="classement")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instant = models.DateTimeField()

    class Meta:
        verbose_name = "fil classé"

    def __str__(self):
        return f"classé le {self.instant:%d/%m/%Y}"


class NoteInterne(models.Model):
    """What those who instruct write for themselves about a dossier; never changed: a correction is another note."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="notes_internes")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    texte = models.TextField()
    instant = models.DateTimeField()
    cle = models.UUIDField("clé")

    class Meta:
        ordering = ["candidature_id", "-instant", "id"]
        constraints = [models.UniqueConstraint(fields=["candidature", "cle"], name="note_ecrite_une_fois")]

    def __str__(self):
        return f"note du {self.instant:%d/%m/%Y}"
