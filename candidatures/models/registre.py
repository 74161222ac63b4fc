"""What the public register of companies says of a SIREN: public facts, kept apart from what candidates wrote."""

from django.db import models


class Releve(models.Model):
    """The last answer of the register about one SIREN, whichever dossiers name it.

    ``pays``: words of a foreign country of the head office, "" for the national territory.
    """

    siren = models.CharField("SIREN", max_length=9, unique=True)
    releve_le = models.DateTimeField("relevé le")
    est_connu = models.BooleanField("connu de l’Annuaire")
    est_active = models.BooleanField("en activité", default=False)
    nom = models.CharField(max_length=300, blank=True)
    siret_du_siege = models.CharField(max_length=14, blank=True)
    adresse = models.CharField(max_length=300, blank=True)
    commune = models.CharField(max_length=300, blank=True)
    code_commune = models.CharField(max_length=5, blank=True)
    region = models.CharField(max_length=3, blank=True)
    pays = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["siren"]

    def __str__(self):
        return f"{self.siren} ({self.nom or 'inconnu'})"
