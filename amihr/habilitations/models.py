"""Who is bound to what: colleges, members of the commission, confidentiality undertakings."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from amihr import horloge


class Public(models.TextChoices):
    """The audiences of an undertaking: two texts, one for members, one for agents and operator (Q39)."""

    MEMBRE = "membre", "Membres de la commission"
    AGENT = "agent", "Agents et opérateur"


class College(models.Model):
    """One of the colleges that the commission of an edition is made of."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="colleges")
    code = models.SlugField(max_length=40)
    libelle = models.CharField("libellé", max_length=150)
    ordre = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition_id", "ordre"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="college_unique_par_edition")]

    def __str__(self):
        return self.libelle


class MembreQuerySet(models.QuerySet):
    def en_fonction(self):
        """Members who have not been removed."""
        return self.filter(retire_le=None)


class Membre(models.Model):
    """A person's seat in the commission of one edition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="membres")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sieges")
    college = models.ForeignKey(College, on_delete=models.PROTECT, related_name="membres")
    est_president = models.BooleanField("préside la commission", default=False)
    employeur = models.CharField(max_length=200, blank=True)
    siren_employeur = models.CharField("SIREN de l’employeur", max_length=9, blank=True)
    nomme_le = models.DateTimeField("nommé le")
    retire_le = models.DateTimeField("retiré le", null=True, blank=True)

    objects = MembreQuerySet.as_manager()

    class Meta:
        ordering = ["college__ordre", "personne__nom", "personne__prenom", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "personne"], condition=Q(retire_le=None), name="membre_unique_par_edition"
            ),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(est_president=True, retire_le=None), name="un_seul_president"
            ),
        ]

    def __str__(self):
        return self.personne.nom_complet


class Nature(models.TextChoices):
    """What somebody does, or did, in a structure that does not employ them."""

    MANDAT_SOCIAL = "mandat_social", "Mandat social ou direction"
    ADMINISTRATION = "administration", "Conseil d’administration ou de surveillance"
    ASSOCIATION = "association", "Bureau ou conseil d’une association"
    CONSEIL = "conseil", "Conseil, expertise ou comité scientifique"
    PARTICIPATION = "participation", "Participation au capital"
    ACTIVITE = "activite", "Activité secondaire ou libérale"
    EMPLOI = "emploi", "Emploi antérieur"
    AUTRE = "autre", "Autre fonction"


class MandatQuerySet(models.QuerySet):
    def qui_lient(self, depuis):
        """Those that run, and those that ended no earlier than the day ``depuis``."""
        return self.filter(Q(jusque=None) | Q(jusque__gte=depuis))


class Mandat(models.Model):
    """A function or an interest of somebody in a structure, beside their employer: it belongs to them, whatever the call.

    Ended once, never deleted; who said it is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandats")
    siren = models.CharField("SIREN", max_length=9)
    denomination = models.CharField("dénomination", max_length=200)
    nature = models.CharField(max_length=20, choices=Nature)
    depuis = models.DateField(null=True, blank=True)
    jusque = models.DateField("jusqu’au", null=True, blank=True)
    dit_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dit_le = models.DateTimeField()
    termine_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    termine_le = models.DateTimeField("fin dite le", null=True, blank=True)

    objects = MandatQuerySet.as_manager()

    class Meta:
        ordering = ["denomination", "dit_le", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["personne", "siren", "nature", "jusque"], nulls_distinct=False, name="mandat_dit_une_fois"
            ),
            models.CheckConstraint(
                condition=Q(depuis=None) | Q(jusque=None) | Q(jusque__gte=models.F("depuis")),
                name="mandat_dans_l_ordre",
            ),
        ]

    def __str__(self):
        return f"{self.get_nature_display()}, {self.denomination}"


# The instant at which the last day of an obligation is over in Paris: the access rule compares it with a parameter.
FIN_DU_DERNIER_JOUR = Func(
    F("fin"),
    template="((%(expressions)s + 1)::timestamp AT TIME ZONE 'Europe/Paris')",
    output_field=models.DateTimeField(),
)


class VersionNDAQuerySet(models.QuerySet):
    def dernieres(self, instant):
        """For each edition and audience, the latest version whose day has come, whether it still binds or not."""
        plus_recente = VersionNDA.objects.filter(
            edition=OuterRef("edition"),
            public=OuterRef("public"),
            numero__gt=OuterRef("numero"),
            en_vigueur_le__lte=instant,
        )
        return self.filter(~Exists(plus_recente), en_vigueur_le__lte=instant)

    def en_vigueur(self, instant):
        """Those of ``dernieres`` that still bind: past the end of its obligation, a version opens no reading (see Q39)."""
        return (
            self.dernieres(instant).alias(liberes_a=FIN_DU_DERNIER_JOUR).filter(Q(fin=None) | Q(liberes_a__gt=instant))
        )

    def finies(self, instant):
        """Those of ``dernieres`` that bind no longer."""
        return self.dernieres(instant).alias(liberes_a=FIN_DU_DERNIER_JOUR).filter(liberes_a__lte=instant)


class VersionNDA(models.Model):
    """One version of the confidentiality undertaking, for one audience. Its text never changes."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="versions_nda")
    public = models.CharField(max_length=10, choices=Public)
    numero = models.PositiveSmallIntegerField("numéro")
    titre = models.CharField(max_length=200)
    texte = models.TextField()
    empreinte = models.CharField("SHA-256 du texte", max_length=64)
    en_vigueur_le = models.DateTimeField()
    debut = models.DateField("début de l’obligation", null=True, blank=True)
    fin = models.DateField("fin de l’obligation", null=True, blank=True)

    objects = VersionNDAQuerySet.as_manager()

    class Meta:
        ordering = ["edition_id", "public", "numero"]
        constraints = [models.UniqueConstraint(fields=["edition", "public", "numero"], name="version_nda_unique")]

    def __str__(self):
        return f"{self.titre} (version {self.numero})"

    def est_finie(self, instant):
        """Tell whether its obligation has ended: the last day binds to its end."""
        return self.fin is not None and self.fin < horloge.jour_de_paris(instant)


METHODES = {
    "totp": "Application d’authentification",
    "webauthn": "Clé de sécurité",
    "recovery_codes": "Code de secours",
    "": "Mot de passe",
}


class SignatureNDA(models.Model):
    """The signature of one version by one person, with its evidence. Never changed, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(VersionNDA, on_delete=models.PROTECT, related_name="signatures")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures_nda")
    nom_saisi = models.CharField("nom tapé par le signataire", max_length=200)
    empreinte = models.CharField("SHA-256 du texte signé", max_length=64)
    methode = models.CharField("méthode d’authentification", max_length=40)
    signee_le = models.DateTimeField("signée le")

    class Meta:
        ordering = ["signee_le", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "personne"], name="une_signature_par_version")]

    def __str__(self):
        return f"{self.nom_saisi} : {self.version}"

    @property
    def methode_en_clair(self):
        """How the signer had just been authenticated."""
        return METHODES.get(self.methode, self.methode)


class ExemplaireSigne(models.Model):
    """The signer's copy of an undertaking (sealed PDF), made by a task after the signature."""

    signature = models.OneToOneField(SignatureNDA, on_delete=models.PROTECT, related_name="exemplaire")
    fichier = models.ForeignKey("fichiers.Fichier", on_delete=models.PROTECT, related_name="+")
    produit_le = models.DateTimeField()

    def __str__(self):
        return f"exemplaire de {self.signature}"


class RappelDEngagement(models.Model):
    """One mail to one person about a version to sign: ``rang`` 0 says that it is there, 1 and more remind."""

    version = models.ForeignKey(VersionNDA, on_delete=models.PROTECT, related_name="rappels")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rang = models.PositiveSmallIntegerField()
    poste_le = models.DateTimeField("posté le")

    class Meta:
        ordering = ["poste_le", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "personne", "rang"], name="un_rappel_d_engagement")]

    def __str__(self):
        return f"rappel {self.rang} : {self.version}"
