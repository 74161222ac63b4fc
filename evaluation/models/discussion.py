"""What the readers of a dossier ask the secretariat, and what it answers to all of them."""

import uuid

from django.conf import settings
from django.db import models


class Voix(models.TextChoices):
    """Who speaks: no page says which member."""

    LECTEUR = "lecteur", "Un membre de la commission"
    SECRETARIAT = "secretariat", "Le secrétariat"


class MessageDeLecture(models.Model):
    """One message about a dossier, between those who read it and the secretariat; never changed, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="+")
    numero = models.PositiveIntegerField("numéro dans la discussion")
    voix = models.CharField(max_length=12, choices=Voix.choices)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    texte = models.TextField()
    instant = models.DateTimeField()
    cle = models.UUIDField("clé")

    class Meta:
        ordering = ["candidature_id", "numero"]
        verbose_name = "message de lecture"
        verbose_name_plural = "messages de lecture"
        constraints = [
            models.UniqueConstraint(fields=["candidature", "numero"], name="message_de_lecture_numero_unique"),
            models.UniqueConstraint(fields=["candidature", "cle"], name="message_de_lecture_envoye_une_fois"),
        ]

    def __str__(self):
        return f"message de lecture du {self.instant:%d/%m/%Y}"
