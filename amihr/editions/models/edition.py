"""One call: its dates, its règlement and every word of it that staff may change (see R50)."""

from django.db import connection, models
from django.db.models import Case, CharField, F, Q, Value, When

from amihr.editions import dates

VERROU_DES_EDITIONS = 20260407  # first half of the advisory lock's key: keeps it apart from any other lock


class EtatEdition(models.TextChoices):
    """What the dates and the two decisions of staff make of a call at one instant."""

    PREPARATION = "preparation", "En préparation"
    OUVERTE = "ouverte", "Ouvert"
    SUSPENDUE = "suspendue", "Suspendu"
    CLOSE = "close", "Clos"
    ANNULEE = "annulee", "Annulé"


class EditionQuerySet(models.QuerySet):
    """Queryset twins of the methods of ``Edition`` that follow from dates."""

    def ouvertes(self, instant):
        return self.filter(dates.q_ouverte(instant))

    def closes(self, instant):
        return self.filter(dates.q_close(instant))

    def descellees(self, instant):
        return self.filter(dates.q_sceau_leve(instant))

    def acceptant_les_depots(self, instant):
        return self.filter(dates.q_accepte_les_depots(instant))

    def avec_etat(self, instant):
        """Annotate ``etat_calcule`` with what ``Edition.etat`` answers."""
        cas = (
            (dates.q_annulee(instant), EtatEdition.ANNULEE),
            (dates.q_suspendue(instant), EtatEdition.SUSPENDUE),
            (Q(ouverture_le__gt=instant), EtatEdition.PREPARATION),
            (dates.q_close(instant), EtatEdition.CLOSE),
        )
        whens = [When(condition, then=Value(etat.value)) for condition, etat in cas]
        defaut = Value(EtatEdition.OUVERTE.value)
        return self.annotate(etat_calcule=Case(*whens, default=defaut, output_field=CharField()))


class EditionManager(models.Manager.from_queryset(EditionQuerySet)):
    def courante(self):
        """The edition that stands at the root of the site, or None. Its form is read only if looked at."""
        return self.defer("formulaire").filter(est_courante=True).first()

    def nommee(self, slug):
        """The edition of this slug, or None. Its form is read only if looked at."""
        return self.defer("formulaire").filter(slug=slug).first()

    def verrouiller_en_partage(self, pk):
        """Hold off any change of dates until the end of the transaction, then read the edition.

        Shared: filings never wait for one another. Read in its own statement, after the wait.
        """
        return self._verrouiller("SELECT pg_advisory_xact_lock_shared(%s, %s)", pk)

    def verrouiller(self, pk):
        """Hold off filings and other changes of dates until the end of the transaction, then read."""
        return self._verrouiller("SELECT pg_advisory_xact_lock(%s, %s)", pk)

    def _verrouiller(self, ordre, pk):
        with connection.cursor() as curseur:
            curseur.execute(ordre, [VERROU_DES_EDITIONS, pk])
        return self.get(pk=pk)


class Edition(models.Model):
    """One call for expressions of interest."""

    slug = models.SlugField(max_length=80, unique=True)
    nom = models.CharField(max_length=150)
    sous_titre = models.CharField("sous-titre", max_length=200, blank=True)
    annee = models.PositiveSmallIntegerField("année")
    organisateur = models.CharField(max_length=150)
    territoire = models.JSONField(default=dict, blank=True)
    contact = models.EmailField("adresse de contact")
    prefixe_reference = models.CharField("préfixe des références", max_length=20)
    prefixe_courriel = models.CharField("préfixe des courriels", max_length=40)
    ouverture_le = models.DateTimeField("ouverture")
    cloture_le = models.DateTimeField("clôture, borne exclue")
    commission_le = models.DateField("commission", null=True, blank=True)
    suspendue_le = models.DateTimeField("suspendu le", null=True, blank=True)
    annulee_le = models.DateTimeField("annulé le", null=True, blank=True)
    motif_d_annulation = models.TextField("motif de l’annulation", blank=True)
    est_courante = models.BooleanField("édition courante", default=False)
    est_repetition = models.BooleanField("répétition", default=False, editable=False)  # never changed: a trigger
    formulaire = models.JSONField(default=dict)
    reglages = models.JSONField("réglages", default=dict)
    macaron = models.JSONField(default=dict)
    chiffres = models.JSONField(default=list, blank=True)
    empreinte_du_fichier = models.CharField(max_length=64, blank=True)
    modifiee_le = models.DateTimeField("modifiée le", null=True, blank=True)

    objects = EditionManager()

    class Meta:
        verbose_name = "édition"
        ordering = ["-annee", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["est_courante"], condition=Q(est_courante=True), name="une_seule_edition_courante"
            ),
            models.UniqueConstraint(
                fields=["est_repetition"], condition=Q(est_repetition=True), name="une_seule_repetition"
            ),
            models.CheckConstraint(
                condition=~Q(est_courante=True, est_repetition=True), name="repetition_jamais_courante"
            ),
            models.CheckConstraint(
                condition=Q(cloture_le__gt=F("ouverture_le")), name="edition_cloture_apres_ouverture"
            ),
        ]

    def __str__(self):
        return f"{self.nom} {self.annee}"

    def est_ouverte(self, instant):
        """Whether the dates make the call open.

        R1: from the opening, included, to the closing bound, excluded.
        """
        return self.ouverture_le <= instant < self.cloture_le

    def est_annoncee(self, instant):
        """Whether the public knows of this edition: the current one, each one from its opening on, never a rehearsal."""
        return self.est_courante or (self.ouverture_le <= instant and not self.est_repetition)

    def est_close(self, instant):
        """Whether the closing bound is reached (see Q1): a fact of dates, no job flips a flag.

        A suspended call is not closed, even past its bound: it resumes with a later one, or is cancelled (see Q45).
        """
        return self.cloture_le <= instant and not self.est_suspendue(instant)

    def est_suspendue(self, instant):
        return self.suspendue_le is not None and self.suspendue_le <= instant

    def est_annulee(self, instant):
        return self.annulee_le is not None and self.annulee_le <= instant

    def accepte_les_brouillons(self, instant):
        """Whether a draft may be begun, and its files joined: open or suspended (see Q45), not cancelled."""
        return self.ouverture_le <= instant and not self.fin(instant)

    def accepte_les_depots(self, instant):
        """Whether a candidature may be filed at this instant: open, neither suspended nor cancelled."""
        return self.est_ouverte(instant) and not self.est_suspendue(instant) and not self.est_annulee(instant)

    def sceau_leve(self, instant):
        """Whether the contents of dossiers may be read by those entitled to (see R3, Q1 and Q45).

        A suspension keeps the seal; so does, for ever, a cancellation decided before it was lifted.
        """
        levee = self.cloture_le + dates.DELAI_DU_SCEAU
        if instant < levee or self.est_suspendue(instant):
            return False
        return not (self.est_annulee(instant) and self.annulee_le < levee)

    def etat(self, instant):
        """The one word for the call at this instant."""
        if self.est_annulee(instant):
            return EtatEdition.ANNULEE
        if self.est_suspendue(instant):
            return EtatEdition.SUSPENDUE
        if instant < self.ouverture_le:
            return EtatEdition.PREPARATION
        return EtatEdition.CLOSE if self.est_close(instant) else EtatEdition.OUVERTE

    def fin(self, instant):
        """« clos » or « annulé » once the teams have nothing more to file, else ""."""
        etat = self.etat(instant)
        return etat.label.lower() if etat in (EtatEdition.CLOSE, EtatEdition.ANNULEE) else ""

    @property
    def revision(self):
        """The number that changes each time staff edits: a page sends back the one that it showed."""
        return int(self.modifiee_le.timestamp() * 1_000_000) if self.modifiee_le else 0

    @property
    def derniere_minute(self):
        """The last minute in time, as people read it: « 11 mai 2026 à 23 h 59 »."""
        return dates.derniere_minute(self.cloture_le)

    @property
    def a_coup_de_coeur(self):
        """Whether this edition has the distinction of R34."""
        return "coup_de_coeur" in self.macaron.get("variantes", {})

    def reglage(self, question, nom=None):
        """The settings of one question of Q1–Q49, or one value of them. KeyError if it does not exist."""
        valeurs = self.reglages[question]
        return valeurs if nom is None else valeurs[nom]

    def texte(self, code):
        """The editable text of this code, empty if staff left it empty."""
        trouve = self.textes.filter(code=code).values_list("contenu", flat=True).first()
        return trouve or ""

    def textes_de(self, famille):
        """The editable texts whose code begins with ``famille.``, by what follows it, in one statement."""
        prefixe = f"{famille}."
        trouves = self.textes.filter(code__startswith=prefixe).values_list("code", "contenu")
        return {code.removeprefix(prefixe): contenu for code, contenu in trouves}
