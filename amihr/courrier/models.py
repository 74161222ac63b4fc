"""One row per mail and recipient: the queue itself, and the proof of what became of it."""

import uuid

from django.conf import settings
from django.db import models


class Etat(models.TextChoices):
    A_ENVOYER = "a_envoyer", "À envoyer"
    COMMENCE = "commence", "Envoi commencé"
    ENVOYE = "envoye", "Envoyé"
    INCERTAIN = "incertain", "Incertain : à vérifier"
    ECHEC = "echec", "En échec, nouvel essai prévu"
    ABANDONNE = "abandonne", "Abandonné"
    RETENU = "retenu", "Retenu : répétition"


class Motif(models.TextChoices):
    """Why a mail was given up."""

    DELAI = "delai", "Le serveur de courrier n’a pas pu être joint pendant 72 heures"
    REFUS = "refus", "Le serveur de courrier refuse cette adresse"
    NON_PERMIS = "non_permis", "Le destinataire ne doit plus le recevoir"


EN_ATTENTE = (Etat.A_ENVOYER, Etat.ECHEC)
EN_ALERTE = (Etat.INCERTAIN, Etat.ABANDONNE)
# Those that wait for a person: uncertain, or given up for another reason than a lost right.
Q_EN_ALERTE = models.Q(etat__in=EN_ALERTE) & ~models.Q(motif=Motif.NON_PERMIS)


class CourrierQuerySet(models.QuerySet):
    def dus(self, instant):
        """To be tried now, in the order in which they became due."""
        return self.filter(etat__in=EN_ATTENTE, prochain_essai_le__lte=instant).order_by("prochain_essai_le", "pk")

    def en_alerte(self):
        """Those that wait for a person: see ``Q_EN_ALERTE``."""
        return self.filter(Q_EN_ALERTE)

    def de(self, reference):
        """The mails about one thing."""
        return self.filter(objet=reference).order_by("poste_le", "destinataire")


class Courrier(models.Model):
    """A mail for one recipient. Its body is composed when it leaves: what is stored here is who, what about, and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evenement = models.CharField("événement", max_length=60)
    objet = models.CharField(max_length=200)
    destinataire = models.EmailField(max_length=254)
    personne = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="courriers"
    )
    contexte = models.JSONField(default=dict, blank=True)
    etat = models.CharField("état", max_length=12, choices=Etat, default=Etat.A_ENVOYER)
    motif = models.CharField(max_length=12, choices=Motif, blank=True, default="")
    poste_le = models.DateTimeField("posté le")
    prochain_essai_le = models.DateTimeField("prochain essai le")
    premier_essai_le = models.DateTimeField("premier essai le", null=True, blank=True)
    essais = models.PositiveIntegerField(default=0)
    envoye_le = models.DateTimeField("envoyé le", null=True, blank=True)
    derniere_erreur = models.CharField("dernière erreur", max_length=80, blank=True, default="")
    sujet = models.CharField(max_length=200, blank=True, default="")
    retenu_pour = models.CharField("retenu pour", max_length=200, blank=True, default="")

    objects = CourrierQuerySet.as_manager()

    class Meta:
        verbose_name = "courrier"
        ordering = ["-poste_le", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evenement", "objet", "destinataire"], name="courrier_unique"),
            models.CheckConstraint(condition=models.Q(etat__in=Etat.values), name="courrier_etat_connu"),
            models.CheckConstraint(
                condition=models.Q(etat=Etat.ENVOYE, envoye_le__isnull=False)
                | (~models.Q(etat=Etat.ENVOYE) & models.Q(envoye_le__isnull=True)),
                name="courrier_envoye_date",
            ),
            models.CheckConstraint(
                condition=models.Q(etat=Etat.ABANDONNE, motif__in=Motif.values)
                | (~models.Q(etat=Etat.ABANDONNE) & models.Q(motif="")),
                name="courrier_abandon_motive",
            ),
            # What is held for something never leaves: no other state is possible for it.
            models.CheckConstraint(
                condition=models.Q(etat=Etat.RETENU) & ~models.Q(retenu_pour="")
                | ~models.Q(etat=Etat.RETENU) & models.Q(retenu_pour=""),
                name="courrier_retenu_pour_toujours",
            ),
        ]
        indexes = [
            models.Index(
                fields=["prochain_essai_le", "id"],
                condition=models.Q(etat__in=EN_ATTENTE),
                name="courrier_dus",
            ),
            models.Index(
                fields=["etat"], condition=models.Q(etat__in=(Etat.COMMENCE, *EN_ALERTE)), name="courrier_ouverts"
            ),
            models.Index(fields=["objet"], name="courrier_objet"),
            models.Index(fields=["retenu_pour"], condition=models.Q(etat=Etat.RETENU), name="courrier_retenus"),
        ]

    def __str__(self):
        return f"{self.evenement} ({self.get_etat_display()})"

    @property
    def cle_de_l_objet(self):
        """The primary key written in ``objet``: « kind:key », and for some « kind:key:what tells this mail from the next »."""
        return self.objet.split(":")[1]
