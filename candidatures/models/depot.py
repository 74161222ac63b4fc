"""Filed versions: frozen, hashed, never changed."""

import hashlib
import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Func

from amihr.socle.codes import tirer

LONGUEUR_DU_CODE = 12


def code_de_depot():
    """Draw the unguessable code printed on a receipt."""
    return tirer(LONGUEUR_DU_CODE)


def empreinte_canonique(valeur):
    """Return the SHA-256 (64 hexadecimal digits) of ``valeur`` written as canonical JSON."""
    texte = json.dumps(valeur, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(texte.encode()).hexdigest()


class Depot(models.Model):
    """One filed version of a candidature: content, form and hashes as they were at the instant of filing.

    ``contenu`` maps part slugs to their answers, ``formulaire`` is the edition's form at that instant,
    ``revisions`` maps part slugs to revision numbers. A trigger refuses UPDATE and DELETE.
    ``video`` repeats, for the lists that look for it, the answer to the question of that role; "" without one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidature = models.ForeignKey("candidatures.Candidature", on_delete=models.PROTECT, related_name="depots")
    numero = models.PositiveIntegerField("numéro de version")
    depose_le = models.DateTimeField("déposé le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cle = models.UUIDField("clé d’idempotence")
    code = models.CharField(max_length=12, unique=True, default=code_de_depot)
    titre = models.CharField(max_length=200)
    thematique = models.ForeignKey(
        "editions.Thematique", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    structure = models.ForeignKey("candidatures.Structure", on_delete=models.PROTECT, related_name="depots")
    formulaire = models.JSONField()
    contenu = models.JSONField()
    revisions = models.JSONField()
    documents_acceptes = models.JSONField("documents acceptés, avec leur SHA-256")
    manifeste = models.JSONField("pièces, avec leur SHA-256")
    empreinte = models.CharField("SHA-256 de l’ensemble", max_length=64)
    video = models.GeneratedField(
        verbose_name="lien vers la vidéo",
        expression=Func("formulaire", "contenu", function="candidatures_video", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["candidature_id", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["candidature", "numero"], name="version_unique"),
            models.UniqueConstraint(fields=["candidature", "cle"], name="depot_idempotent"),
        ]

    def __str__(self):
        return f"version {self.numero}"

    def matiere(self):
        """Return what the hash of the whole covers, as plain JSON values."""
        return {
            "reference": self.candidature.reference,
            "numero": self.numero,
            "depose_le": self.depose_le.isoformat(),
            "contenu": self.contenu,
            "documents_acceptes": self.documents_acceptes,
            "manifeste": self.manifeste,
        }

    def calculer_empreinte(self):
        """Return the SHA-256 of the whole version, recomputed from its columns."""
        return empreinte_canonique(self.matiere())


class PieceDeposee(models.Model):
    """A file of a filed version. ``sha256`` repeats the file's hash, so that a later change shows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    depot = models.ForeignKey(Depot, on_delete=models.PROTECT, related_name="pieces")
    emplacement = models.SlugField(max_length=40)
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    date_du_document = models.DateField(null=True, blank=True)
    ordre = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["depot_id", "ordre"]
        constraints = [models.UniqueConstraint(fields=["depot", "ordre"], name="ordre_unique_des_pieces")]

    def __str__(self):
        return f"{self.emplacement} : {self.fichier}"


class Accuse(models.Model):
    """The receipt of a filed version, made by a task after the filing."""

    depot = models.OneToOneField(Depot, on_delete=models.PROTECT, related_name="accuse")
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    produit_le = models.DateTimeField()

    def __str__(self):
        return f"accusé de la {self.depot}"


class Tentative(models.Model):
    """A refused attempt at filing or uploading, with its cause: a late candidate's claim can be judged (T15)."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="tentatives")
    candidature = models.ForeignKey(
        "candidatures.Candidature", on_delete=models.SET_NULL, null=True, blank=True, related_name="tentatives"
    )
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    geste = models.CharField(max_length=40)
    cause = models.CharField(max_length=60)
    instant = models.DateTimeField()

    class Meta:
        ordering = ["instant", "id"]

    def __str__(self):
        return f"{self.geste} : {self.cause}"
