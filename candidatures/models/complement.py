"""Complements asked after the closing: a record beside the last filed version, never a filing (Q15)."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from amihr.editions.dates import q_annulee


class ComplementQuerySet(models.QuerySet):
    def ouverts(self):
        """Complements that nobody has closed; answered or not."""
        return self.filter(ferme_le=None)

    def attendus(self, instant):
        """Complements that a team may still answer at ``instant``: none of a cancelled call (see R6)."""
        encore = self.ouverts().filter(envoye_le=None, echeance_le__gt=instant)
        return encore.exclude(q_annulee(instant, "candidature__edition__"))


class Complement(models.Model):
    """One request for formal pieces: why, until when, and whether the team has answered.

    ``echeance_le`` is excluded, as the closing is; ``lot`` is common to what was asked of several dossiers at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="complements")
    depot = models.ForeignKey("candidatures.Depot", on_delete=models.PROTECT, related_name="+")
    lot = models.UUIDField()
    article = models.CharField(max_length=100)
    motif = models.TextField()
    demande_le = models.DateTimeField("demandé le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    echeance_le = models.DateTimeField("échéance, borne exclue")
    rappele_le = models.DateTimeField("rappelé le", null=True, blank=True)
    envoye_le = models.DateTimeField("envoyé le", null=True, blank=True)
    envoye_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ferme_le = models.DateTimeField("fermé le", null=True, blank=True)
    ferme_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ComplementQuerySet.as_manager()

    class Meta:
        ordering = ["demande_le", "id"]
        constraints = [
            models.UniqueConstraint(fields=["candidature"], condition=Q(ferme_le=None), name="un_complement_ouvert"),
            models.CheckConstraint(condition=Q(echeance_le__gt=models.F("demande_le")), name="complement_a_un_delai"),
        ]

    def __str__(self):
        return f"complément du {self.demande_le:%d/%m/%Y}"

    @property
    def derniere_minute(self):
        """The last minute in time, as people say it."""
        return self.echeance_le - timedelta(minutes=1)

    def est_attendu(self, instant):
        """Tell whether the team may still answer: twin of ``attendus``."""
        ouvert = self.ferme_le is None and self.envoye_le is None and instant < self.echeance_le
        return ouvert and not self.candidature.edition.est_annulee(instant)


class PieceDemandee(models.Model):
    """One slot that a complement asks about, with the file that the last filed version held there, if any."""

    complement = models.ForeignKey(Complement, on_delete=models.PROTECT, related_name="demandees")
    emplacement = models.SlugField(max_length=40)
    ancienne = models.ForeignKey(
        "candidatures.PieceDeposee", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["complement_id", "id"]
        constraints = [models.UniqueConstraint(fields=["complement", "emplacement"], name="piece_demandee_une_fois")]

    def __str__(self):
        return self.emplacement


class PieceDeComplementQuerySet(models.QuerySet):
    def envoyee(self, candidature, pk):
        """Return one piece that the team has sent, or ``None``: what is not sent yet is the team's own."""
        envoyees = self.filter(demandee__complement__candidature=candidature, pk=pk)
        return envoyees.exclude(demandee__complement__envoye_le=None).select_related("fichier").first()


class PieceDeComplement(models.Model):
    """A file sent for one slot. One that is replaced stays: every difference is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    demandee = models.ForeignKey(PieceDemandee, on_delete=models.PROTECT, related_name="pieces")
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    recue_le = models.DateTimeField("reçue le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    remplacee_le = models.DateTimeField("remplacée le", null=True, blank=True)

    objects = PieceDeComplementQuerySet.as_manager()

    class Meta:
        ordering = ["demandee_id", "recue_le", "id"]
        constraints = [
            models.UniqueConstraint(fields=["demandee"], condition=Q(remplacee_le=None), name="une_piece_par_demande")
        ]

    def __str__(self):
        return f"{self.demandee} : {self.fichier}"

    def est_celle_du_depot(self):
        """Tell whether it is, byte for byte, the file that the filed version held in that slot."""
        return self.demandee.ancienne is not None and self.sha256 == self.demandee.ancienne.sha256


class Prolongation(models.Model):
    """A later deadline given to one complement: from when, to when, by whom."""

    complement = models.ForeignKey(Complement, on_delete=models.PROTECT, related_name="prolongations")
    de = models.DateTimeField()
    a = models.DateTimeField("à")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instant = models.DateTimeField()

    class Meta:
        ordering = ["complement_id", "instant", "id"]

    def __str__(self):
        return f"prolongé au {self.a:%d/%m/%Y}"
