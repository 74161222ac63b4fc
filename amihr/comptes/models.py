"""Who signs in, with which roles, and the sessions they have open."""

import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.functional import cached_property

HORLOGE = models.Func(function="horloge_instant", output_field=models.DateTimeField())


class PersonneQuerySet(models.QuerySet):
    def actives(self):
        return self.filter(est_active=True)


class PersonneManager(BaseUserManager.from_queryset(PersonneQuerySet)):
    def get_by_natural_key(self, courriel):
        return self.get(courriel=(courriel or "").lower())


class Personne(AbstractBaseUser):
    """Somebody with an account. What they may do comes from roles and from the rooms above."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    courriel = models.EmailField("courriel", max_length=254, unique=True)
    prenom = models.CharField("prénom", max_length=80)
    nom = models.CharField("nom", max_length=80)
    est_active = models.BooleanField("active", default=True)
    # The default is the database's: Django's checks make a person before any table exists.
    cree_le = models.DateTimeField("créée le", db_default=HORLOGE, editable=False)

    objects = PersonneManager()

    USERNAME_FIELD = "courriel"
    EMAIL_FIELD = "courriel"
    REQUIRED_FIELDS = ["prenom", "nom"]

    class Meta:
        verbose_name = "personne"
        ordering = ["nom", "prenom", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(courriel=Lower("courriel")), name="personne_courriel_minuscule"),
        ]

    def __str__(self):
        return self.nom_complet or self.courriel

    def save(self, **options):
        self.courriel = self.courriel.lower()
        super().save(**options)

    @property
    def nom_complet(self):
        return f"{self.prenom} {self.nom}".strip()

    def get_full_name(self):
        return self.nom_complet

    @property
    def is_active(self):
        """Django's and allauth's name for `est_active`."""
        return self.est_active

    @cached_property
    def roles_actifs(self):
        """The roles held now, read once per instance: `request.user` lives one request."""
        return frozenset(self.attributions.actives().values_list("role", flat=True))

    def a_role(self, *roles):
        return self.est_active and not self.roles_actifs.isdisjoint(roles)


class Role(models.TextChoices):
    AGENT = "agent", "Agent de la Région"
    OPERATEUR = "operateur", "Opérateur"
    ADMINISTRATEUR = "administrateur", "Administrateur"
    DPO = "dpo", "Délégué à la protection des données"
    GROUPEMENT = "groupement", "Membre du groupement de commandes"


class AttributionQuerySet(models.QuerySet):
    def actives(self):
        return self.filter(revoquee_le__isnull=True)


class Attribution(models.Model):
    """One role given to one person, from one instant to another; never deleted."""

    personne = models.ForeignKey(Personne, on_delete=models.PROTECT, related_name="attributions")
    role = models.CharField("rôle", max_length=20, choices=Role)
    attribuee_le = models.DateTimeField("attribuée le")
    attribuee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoquee_le = models.DateTimeField("révoquée le", null=True, blank=True)
    revoquee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AttributionQuerySet.as_manager()

    class Meta:
        verbose_name = "attribution"
        ordering = ["personne", "role", "attribuee_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["personne", "role"],
                condition=models.Q(revoquee_le__isnull=True),
                name="attribution_active_unique",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="attribution_role_connu"),
            models.CheckConstraint(
                condition=models.Q(revoquee_le__isnull=True) | models.Q(revoquee_le__gte=models.F("attribuee_le")),
                name="attribution_revoquee_apres",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} : {self.personne}"


class SessionQuerySet(models.QuerySet):
    def ouvertes(self):
        """Neither idle nor too old, by PostgreSQL's true clock: moving `horloge` signs nobody out."""
        return self.filter(expire_date__gt=Now(), fin_au_plus_tard__gt=Now())


class Session(AbstractBaseSession):
    """Django's session, with its holder beside it so that sessions can be listed and closed."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    personne = models.ForeignKey(Personne, on_delete=models.CASCADE, null=True, related_name="sessions")
    ouverte_le = models.DateTimeField(db_default=Now())
    vue_le = models.DateTimeField(db_default=Now())
    fin_au_plus_tard = models.DateTimeField()
    navigateur = models.CharField(max_length=60, blank=True)

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = "session"
        ordering = ["-vue_le", "session_key"]


class RecuperationQuerySet(models.QuerySet):
    def en_attente(self, instant):
        """Asked for, ended by nobody, and still in time: the twin of ``Recuperation.etat()``."""
        return self.filter(confirmee_le=None, annulee_le=None, opposee_le=None, expire_le__gt=instant)


class Recuperation(models.Model):
    """A request to remove the second factor that somebody lost: one agent asks, another confirms before ``expire_le``.

    Its end is written once. Expiry is read from the clock.
    """

    class Verification(models.TextChoices):
        """How the agent who asks made sure of who the person is."""

        EN_PERSONNE = "en_personne", "En personne, avec une pièce d’identité"
        VISIO = "visio", "En visioconférence, avec une pièce d’identité"
        RAPPEL = "rappel", "En rappelant un numéro que le secrétariat connaissait déjà"
        AUTRE = "autre", "Autrement"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    personne = models.ForeignKey(Personne, on_delete=models.PROTECT, related_name="recuperations")
    motif = models.CharField(max_length=1000)
    verification = models.CharField("vérification de l’identité", max_length=12, choices=Verification)
    precision = models.CharField("précision", max_length=1000, blank=True)
    demandee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    demandee_le = models.DateTimeField("demandée le")
    expire_le = models.DateTimeField("expire le")
    confirmee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmee_le = models.DateTimeField("confirmée le", null=True)
    annulee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    annulee_le = models.DateTimeField("annulée le", null=True)
    opposee_le = models.DateTimeField("opposition le", null=True)

    objects = RecuperationQuerySet.as_manager()

    class Meta:
        verbose_name = "récupération de second facteur"
        ordering = ["-demandee_le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(demandee_par=models.F("personne")), name="recuperation_demandee_par_un_autre"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmee_par=None, confirmee_le=None)
                | models.Q(confirmee_par__isnull=False, confirmee_le__lt=models.F("expire_le"))
                & ~models.Q(confirmee_par=models.F("personne"))
                & ~models.Q(confirmee_par=models.F("demandee_par")),
                name="recuperation_confirmee_par_un_autre",
            ),
            models.CheckConstraint(
                condition=models.Q(annulee_par=None, annulee_le=None)
                | models.Q(annulee_par__isnull=False, annulee_le__isnull=False),
                name="recuperation_annulee_par_quelqu_un",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmee_le=None, annulee_le=None)
                | models.Q(confirmee_le=None, opposee_le=None)
                | models.Q(annulee_le=None, opposee_le=None),
                name="recuperation_finie_une_fois",
            ),
            models.CheckConstraint(condition=~models.Q(motif=""), name="recuperation_motivee"),
        ]

    def __str__(self):
        return f"récupération de {self.personne_id}"

    def etat(self, instant):
        """Return the code of where it stands: confirmee, annulee, opposee, expiree, or en_attente."""
        for fin in ("confirmee", "annulee", "opposee"):
            if getattr(self, f"{fin}_le"):
                return fin
        return "en_attente" if instant < self.expire_le else "expiree"
