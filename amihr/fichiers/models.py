"""One row per stored file: its facts, never its bytes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Q


class Genre(models.TextChoices):
    """The slot a file was checked for; limits are in `genres.py`."""

    KBIS = "kbis", "Kbis"
    FISCAL = "fiscal", "attestation fiscale"
    PIECE = "piece", "pièce justificative"
    MEMOIRE = "memoire", "mémoire technique"
    ANNEXE = "annexe", "annexe"
    VIDEO = "video", "vidéo"
    LOGO = "logo", "logo"
    ACTE = "acte", "acte signé"
    DOCUMENT = "document", "document de l’appel"
    DERIVE = "derive", "logo réencodé"
    PRODUIT = "produit", "document produit par la plateforme"


class Analyse(models.TextChoices):
    """What the antivirus said of the file."""

    SANS_OBJET = "sans_objet", "pas d’antivirus"
    SAIN = "sain", "sain"
    EN_ATTENTE = "en_attente", "analyse en attente"
    INFECTE = "infecte", "infecté"


class FichierQuerySet(models.QuerySet):
    def en_quarantaine(self):
        """The files that no antivirus could look at yet, oldest first."""
        return self.filter(analyse=Analyse.EN_ATTENTE).order_by("cree_le", "pk")


class Fichier(models.Model):
    """A file whose bytes are in the private storage under a random key.

    The bytes are never rewritten: a Kbis may be signed. `nom` is what people see and is no part of any path.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cle = models.CharField("clé de stockage", max_length=80, unique=True, editable=False)
    nom = models.CharField(max_length=150)
    taille = models.PositiveBigIntegerField("taille en octets")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    type_mime = models.CharField("type", max_length=100)
    genre = models.CharField(max_length=12, choices=Genre)
    pages = models.PositiveIntegerField(null=True, blank=True)
    largeur = models.PositiveIntegerField(null=True, blank=True)
    hauteur = models.PositiveIntegerField(null=True, blank=True)
    cree_le = models.DateTimeField("reçu le")
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="déposé par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    efface_le = models.DateTimeField(
        "octets effacés le", null=True, blank=True, help_text="Fin de conservation : seule l’empreinte demeure."
    )
    analyse = models.CharField(max_length=10, choices=Analyse, default=Analyse.SANS_OBJET)
    derive_de = models.OneToOneField(
        "self", verbose_name="dérivé de", on_delete=models.CASCADE, null=True, blank=True, related_name="derive"
    )

    objects = FichierQuerySet.as_manager()

    class Meta:
        verbose_name = "fichier"
        verbose_name_plural = "fichiers"
        ordering = ["cree_le", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(taille__gt=0), name="fichier_non_vide"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="fichier_sha256"),
            models.CheckConstraint(
                condition=Q(genre="derive", derive_de__isnull=False) | (~Q(genre="derive") & Q(derive_de__isnull=True)),
                name="fichier_derive_de_quelque_chose",
            ),
        ]
        indexes = [models.Index(fields=["cree_le"], condition=Q(analyse="en_attente"), name="fichier_en_attente")]

    def __str__(self):
        return self.nom

    @property
    def est_en_quarantaine(self):
        """True while the antivirus that is configured has not looked at the file."""
        return self.analyse == Analyse.EN_ATTENTE

    @property
    def est_infecte(self):
        return self.analyse == Analyse.INFECTE


class DessinQuerySet(models.QuerySet):
    def a_poursuivre(self):
        """What the worker still has to draw: what somebody reads first, then what has the fewest pages ready."""
        lisibles = self.filter(
            acheve_le=None, fichier__efface_le=None, fichier__analyse__in=(Analyse.SANS_OBJET, Analyse.SAIN)
        )
        faites = Count("fichier__pages_dessinees")
        return lisibles.annotate(faites=faites).order_by("-est_lu", "faites", "demande_le", "pk")


class Dessin(models.Model):
    """That a file is to be drawn page by page, and how far that is: one a file, asked by whoever opens it first.

    `depuis`: the page that a reader looks at, drawn before the others. `avance_le`: when the last page was ready.
    """

    fichier = models.OneToOneField(Fichier, on_delete=models.CASCADE, primary_key=True, related_name="dessin")
    est_lu = models.BooleanField("demandé par un lecteur", default=False)
    depuis = models.PositiveIntegerField(default=1)
    demande_le = models.DateTimeField("demandé le")
    avance_le = models.DateTimeField("avancé le", null=True, blank=True)
    acheve_le = models.DateTimeField("achevé le", null=True, blank=True)

    objects = DessinQuerySet.as_manager()

    class Meta:
        verbose_name = "dessin d’un fichier"
        indexes = [models.Index(fields=["demande_le"], condition=Q(acheve_le=None), name="dessin_a_poursuivre")]

    def __str__(self):
        return f"pages de {self.fichier}"


class PageDessinee(models.Model):
    """One page of a file as an image, with its text. Without a key: a page that could not be drawn."""

    TYPE_MIME = "image/webp"

    fichier = models.ForeignKey(Fichier, on_delete=models.CASCADE, related_name="pages_dessinees")
    numero = models.PositiveIntegerField("page")
    cle = models.CharField("clé de stockage", max_length=80, blank=True, editable=False)
    largeur = models.PositiveIntegerField(default=0)
    hauteur = models.PositiveIntegerField(default=0)
    taille = models.PositiveIntegerField("taille en octets", default=0)
    sha256 = models.CharField("empreinte SHA-256", max_length=64, blank=True)
    texte = models.TextField(blank=True)

    class Meta:
        verbose_name = "page dessinée"
        verbose_name_plural = "pages dessinées"
        ordering = ["fichier_id", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["fichier", "numero"], name="page_dessinee_une_fois"),
            models.UniqueConstraint(fields=["cle"], condition=~Q(cle=""), name="page_dessinee_cle_unique"),
            models.CheckConstraint(
                condition=Q(cle="", taille=0, sha256="")
                | (~Q(cle="") & Q(taille__gt=0, largeur__gt=0, hauteur__gt=0, sha256__regex=r"^[0-9a-f]{64}$")),
                name="page_dessinee_entiere",
            ),
        ]

    def __str__(self):
        return f"page {self.numero} de {self.fichier}"

    @property
    def est_dessinee(self):
        return bool(self.cle)
