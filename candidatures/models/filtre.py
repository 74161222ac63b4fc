"""A filter of the staff list that somebody keeps under a name, for oneself."""

from django.conf import settings
from django.db import models


class FiltreEnregistre(models.Model):
    """A name and the query string of the list, as its own form writes it; seen by its owner only."""

    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey("editions.Edition", on_delete=models.CASCADE, related_name="+")
    nom = models.CharField(max_length=60)
    requete = models.CharField(max_length=1000)

    class Meta:
        ordering = ["nom", "id"]
        constraints = [models.UniqueConstraint(fields=["personne", "edition", "nom"], name="filtre_un_nom_une_fois")]

    def __str__(self):
        return self.nom
