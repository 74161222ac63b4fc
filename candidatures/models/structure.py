"""Legal entities: the lead of a candidature and the members of its consortium (R14, R15, R17)."""

from django.db import models


class Structure(models.Model):
    """A legal entity as its own people described it when they filed."""

    denomination = models.CharField("dénomination", max_length=200)
    siren = models.CharField("SIREN", max_length=9, blank=True, db_index=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    type_structure = models.CharField(max_length=40, blank=True)
    commune = models.CharField("commune du siège", max_length=150, blank=True)
    code_commune = models.CharField("code INSEE", max_length=5, blank=True)
    code_departement = models.CharField(max_length=3, blank=True)
    pays = models.CharField(max_length=80, blank=True)
    domaine = models.CharField("domaine de courriel", max_length=150, blank=True)

    class Meta:
        ordering = ["denomination", "id"]

    def __str__(self):
        return self.denomination


class MembreConsortium(models.Model):
    """A structure that takes part in a filed version beside its lead (R17, Q30)."""

    depot = models.ForeignKey("candidatures.Depot", on_delete=models.PROTECT, related_name="membres_consortium")
    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="participations")
    ordre = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["depot_id", "ordre"]
        constraints = [models.UniqueConstraint(fields=["depot", "ordre"], name="ordre_unique_dans_le_consortium")]

    def __str__(self):
        return str(self.structure)
