"""Links of interest: declarations, detected links, recusals (Q18)."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Declaration(models.Model):
    """« Aucun lien » declared by a person on a dossier, before reading it."""

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="declarations")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instant = models.DateTimeField()

    class Meta:
        ordering = ["instant", "id"]
        constraints = [models.UniqueConstraint(fields=["candidature", "personne"], name="declaration_unique")]

    def __str__(self):
        return f"{self.personne_id} : aucun lien"


class Categorie(models.TextChoices):
    """The kinds of link of interest a person may declare."""

    EMPLOI = "emploi", "Emploi, mandat ou fonction, présents ou passés"
    CAPITAL = "capital", "Participation financière"
    CONTRAT = "contrat", "Contrat, conseil ou partenariat"
    FAMILLE = "famille", "Lien familial ou personnel"
    CONCURRENCE = "concurrence", "Situation de concurrence"
    AUTRE = "autre", "Autre lien"


class DeportQuerySet(models.QuerySet):
    def en_vigueur(self):
        """Recusals that have not been lifted."""
        return self.filter(leve_le=None)


class Deport(models.Model):
    """A person's recusal from a dossier. It belongs to the person, whatever the hat (T5)."""

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="deports")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deports")
    categorie = models.CharField("catégorie", max_length=20, choices=Categorie)
    precision = models.CharField("précision pour le secrétariat", max_length=1000, blank=True)
    declare_le = models.DateTimeField("déclaré le")
    impose_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    leve_le = models.DateTimeField("levé le", null=True, blank=True)
    leve_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    raison_de_la_levee = models.CharField(max_length=1000, blank=True)

    objects = DeportQuerySet.as_manager()

    class Meta:
        ordering = ["declare_le", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidature", "personne"], condition=Q(leve_le=None), name="deport_unique"
            ),
            models.CheckConstraint(
                condition=Q(leve_le=None, leve_par=None, raison_de_la_levee="")
                | (Q(leve_le__isnull=False, leve_par__isnull=False) & ~Q(raison_de_la_levee="")),
                name="deport_leve_avec_une_raison",
            ),
        ]

    def __str__(self):
        return f"{self.personne_id} déporté"


class StructureLiee(models.Model):
    """A structure of the dossier with which the link of a recusal is: kept as it was named then.

    Its SIREN is what proposes the same link on other dossiers, for as long as the recusal is in force.
    """

    deport = models.ForeignKey(Deport, on_delete=models.PROTECT, related_name="structures")
    siren = models.CharField("SIREN", max_length=9, blank=True)
    denomination = models.CharField("dénomination", max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["deport", "siren", "denomination"], name="structure_liee_une_fois")
        ]

    def __str__(self):
        return self.denomination


class LienEcarte(models.Model):
    """The secretariat's reasoned decision that a link found by the software is no obstacle (A-17).

    The detection itself is never stored: ``candidatures.acces`` finds it anew at each reading.
    """

    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="+")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raison = models.CharField(max_length=1000)
    ecarte_le = models.DateTimeField("écarté le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["ecarte_le", "id"]
        constraints = [models.UniqueConstraint(fields=["candidature", "personne"], name="lien_ecarte_unique")]

    def __str__(self):
        return f"{self.personne_id} : lien écarté"
