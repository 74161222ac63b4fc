"""Seats in the commission, and the undertakings that open the reading."""

import hashlib

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.module_loading import import_string

from amihr import horloge
from amihr.comptes.models import Attribution, Role
from amihr.courrier import boite
from amihr.editions.models import Edition
from amihr.habilitations.models import ExemplaireSigne, Membre, Public, SignatureNDA, VersionNDA
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger
from amihr.socle.textes import replier

LECTEURS_AGENTS = (Role.AGENT, Role.OPERATEUR)


def empreinte_du_texte(texte):
    """Return the SHA-256 (64 hexadecimal digits) of an undertaking's text."""
    return hashlib.sha256(texte.encode()).hexdigest()


def est_membre(personne, instant):
    """Tell whether a person sits in the commission of some edition: a second factor is then required."""
    return Membre.objects.en_fonction().filter(personne=personne).exists()


def versions_attendues(personne, edition, instant):
    """Return the versions in force that ``personne`` must have signed to read in ``edition``.

    A member of the commission signs the members' text, before any reading (see R28, R29).
    R30: agents and operator are bound too, by their own text (see Q39).
    """
    return VersionNDA.objects.en_vigueur(instant).filter(_publics(personne, *LECTEURS_AGENTS), edition=edition)


def _publics(personne, *roles):
    """Condition on a version: it is the text of a seat of theirs, or of one of these roles."""
    siege = Membre.objects.en_fonction().filter(personne=personne, edition=OuterRef("edition"))
    role = Attribution.objects.actives().filter(personne=personne, role__in=roles)
    return Q(Exists(siege), public=Public.MEMBRE) | Q(Exists(role), public=Public.AGENT)


# Nobody asks it of an administrator, who reads nothing; exceptional access does.
SIGNATAIRES_AGENTS = (*LECTEURS_AGENTS, Role.ADMINISTRATEUR)


def versions_signables(personne, edition, instant):
    """Return the versions that ``personne`` may sign: those expected of them; the staff's for an administrator too."""
    return VersionNDA.objects.en_vigueur(instant).filter(_publics(personne, *SIGNATAIRES_AGENTS), edition=edition)


def versions_a_signer(personne, edition, instant):
    """Return the versions in force that ``personne`` has not signed yet."""
    return versions_attendues(personne, edition, instant).exclude(signatures__personne=personne)


def nombre_de_signataires(edition, public, instant):
    """Return how many people have signed the text in force: all of them are to sign again once it changes (T4)."""
    versions = VersionNDA.objects.en_vigueur(instant).filter(edition=edition, public=public)
    return SignatureNDA.objects.filter(version__in=versions).count()


def a_signe(edition, instant):
    """Condition on a seat: its holder has signed the members' version in force (see R29)."""
    versions = VersionNDA.objects.en_vigueur(instant).filter(edition=edition, public=Public.MEMBRE)
    return Exists(SignatureNDA.objects.filter(version__in=versions, personne=OuterRef("personne")))


def engagements_de(personne, edition, instant):
    """Return the last version of each text of theirs: ``ma_signature_le``, an instant or ``None``, and ``a_pris_fin``.

    One whose obligation has ended is no longer signed, and opens nothing: the pages say so.
    """
    sienne = SignatureNDA.objects.filter(version=OuterRef("pk"), personne=personne).values("signee_le")[:1]
    siennes = VersionNDA.objects.dernieres(instant).filter(_publics(personne, *SIGNATAIRES_AGENTS), edition=edition)
    versions = list(siennes.annotate(ma_signature_le=Subquery(sienne)).order_by("public", "pk"))
    for version in versions:
        version.a_pris_fin = version.est_finie(instant)
    return versions


def obligations_finies(edition, instant):
    """Return the last version of each text of the call that binds nobody any more: a new one is to be published."""
    return list(VersionNDA.objects.finies(instant).filter(edition=edition).order_by("public"))


def signatures_de(personne, edition):
    """Return what ``personne`` signed in ``edition``, every version, oldest first."""
    signatures = SignatureNDA.objects.filter(personne=personne, version__edition=edition)
    return signatures.select_related("version", "exemplaire__fichier").order_by("signee_le", "pk")


def signature_precedente(version, signatures):
    """Return the signature, among those of one person, of the last earlier version of the same text, or ``None``."""
    anterieures = [s for s in signatures if s.version.public == version.public and s.version.numero < version.numero]
    return max(anterieures, key=lambda signature: signature.version.numero, default=None)


def exemplaire_de(personne, edition, signature_id):
    """Return one's own signature with its copy, or ``None``: the copy is served to its signer only."""
    return signatures_de(personne, edition).filter(pk=signature_id).first()


def registre(edition):
    """Return every signature of the edition, for the register."""
    signatures = SignatureNDA.objects.filter(version__edition=edition).select_related("version", "personne")
    return signatures.order_by("version__public", "version__numero", "personne__nom", "pk")


@acte
def publier_version(edition, public, *, titre, texte, par, debut=None, fin=None, en_vigueur_le=None):
    """Put a new version of an undertaking in force: whoever has not signed it reads nothing from then on.

    Q39: two texts by audience, each with the start and the end of the obligation.
    Effects, in order: version with the SHA-256 of its text, journal. Raises ``ActeRefuse``: ``nda_vide``, those of
    ``creer_version``.
    """
    instant = horloge.instant_de_la_base()
    exiger(texte.strip(), "nda_vide")
    edition = Edition.objects.verrouiller(edition.pk)  # one at a time: numbers follow
    champs = {"titre": titre, "texte": texte, "debut": debut, "fin": fin}
    version = creer_version(edition, public, en_vigueur_le=en_vigueur_le or instant, **champs)
    inscrire("nda.publie", par=par, objet=version, instant=instant, empreinte=version.empreinte)
    return version


def creer_version(edition, public, *, titre, texte, debut, fin, en_vigueur_le):
    """Write the next version of a text, inside the caller's transaction: it binds from the day that it may open a reading.

    Nobody reads before the call opens: the obligation may start that day. Raises ``ActeRefuse``: ``nda_debut``, ``nda_fin``.
    """
    jour = horloge.jour_de_paris(max(en_vigueur_le, edition.ouverture_le))
    exiger(debut is None or debut <= jour, "nda_debut")
    exiger(fin is None or fin > jour, "nda_fin")
    return VersionNDA.objects.create(
        edition=edition,
        public=Public(public),
        numero=VersionNDA.objects.filter(edition=edition, public=public).count() + 1,
        titre=titre,
        texte=texte,
        empreinte=empreinte_du_texte(texte),
        en_vigueur_le=en_vigueur_le,
        debut=debut,
        fin=fin,
    )


def _meme_nom(saisi, personne):
    """A keyboard without accents, or a name without its hyphen, signs as well; what was typed is kept as typed."""
    tape, attendu = (replier(nom).replace("-", " ").replace("’", "'").split() for nom in (saisi, personne.nom_complet))
    return tape == attendu


@acte
def signer(version, *, par, nom_saisi, methode):
    """Sign one version of the undertaking, by typing one's name after signing in again.

    ``methode``: how the person was authenticated (code such as ``totp``). Signing twice returns the first.
    Effects, in order: signature with the SHA-256 of the text, mail with the signer's copy, journal.
    Raises ``ActeRefuse``: ``nda_inconnu`` (not asked of this person, or not in force), ``nda_nom``.
    """
    instant = horloge.instant_de_la_base()
    exiger(versions_signables(par, version.edition, instant).filter(pk=version.pk).exists(), "nda_inconnu")
    exiger(_meme_nom(nom_saisi, par), "nda_nom")
    signature, nouvelle = SignatureNDA.objects.get_or_create(
        version=version,
        personne=par,
        defaults={
            "nom_saisi": nom_saisi.strip(),
            "empreinte": empreinte_du_texte(version.texte),
            "methode": methode,
            "signee_le": instant,
        },
    )
    if nouvelle:
        boite.poster("nda_signe", objet=signature, a=[par], instant=instant)
        inscrire("nda.signe", par=par, objet=version, instant=instant, empreinte=signature.empreinte, methode=methode)
    return signature


def attacher_l_exemplaire(signature, fichier, *, instant):
    """Attach the signer's copy made by the task, once. Tells whether it was the first."""
    champs = {"fichier": fichier, "produit_le": instant}
    return ExemplaireSigne.objects.get_or_create(signature=signature, defaults=champs)[1]


@acte
def nommer(edition, personne, college, *, par, est_president=False, employeur="", siren_employeur=""):
    """Give a person a seat in the commission.

    R27: the seat belongs to one of the colleges of the edition.
    Nobody names oneself. Whoever has read the others' notes at the secretariat does not sit in the same call: a member
    scores before reading them (A-19).
    Effects, in order: seat, invitation by mail, journal. Raises ``ActeRefuse``: ``siege_par_soi``,
    ``siege_apres_les_notes``, ``college``, ``deja_membre``, ``deja_president``.
    """
    instant = horloge.instant_de_la_base()
    exiger(personne != par, "siege_par_soi")
    exiger(college.edition_id == edition.pk, "college")
    exiger(not import_string(settings.NOTES_LUES_AU_SECRETARIAT)(personne, edition), "siege_apres_les_notes")
    edition = Edition.objects.verrouiller(edition.pk)  # one at a time: one president
    sieges = Membre.objects.en_fonction().filter(edition=edition)
    exiger(not sieges.filter(personne=personne).exists(), "deja_membre")
    exiger(not (est_president and sieges.filter(est_president=True).exists()), "deja_president")
    membre = Membre.objects.create(
        edition=edition,
        personne=personne,
        college=college,
        est_president=est_president,
        employeur=employeur,
        siren_employeur="".join(siren_employeur.split()),
        nomme_le=instant,
    )
    boite.poster("invitation_commission", objet=membre, a=[personne], instant=instant)
    inscrire("membre.nomme", par=par, objet=membre, instant=instant, college=college.code)
    return membre


@acte
def retirer_membre(membre, *, par):
    """End a seat: the person reads nothing more at the next request, and counts nowhere.

    Nobody ends one's own: an agent who sits would read the others' notes without having scored.
    Effects, in order: end of the seat, journal. Raises ``ActeRefuse("siege_par_soi")``.
    """
    exiger(membre.personne_id != par.pk, "siege_par_soi")
    instant = horloge.instant_de_la_base()
    Membre.objects.en_fonction().filter(pk=membre.pk).update(retire_le=instant)
    inscrire("membre.retire", par=par, objet=membre, instant=instant)


def siege_de(personne, edition):
    """Return the seat of ``personne`` in the commission of an edition, or ``None``."""
    sieges = Membre.objects.en_fonction().filter(personne=personne, edition=edition)
    return sieges.select_related("college").first()


def sieges_de(personne):
    """Return the seats of ``personne``, of every call, the latest named first."""
    sieges = Membre.objects.en_fonction().filter(personne=personne).select_related("edition", "college")
    return sieges.order_by("-nomme_le", "pk")


def membres(edition):
    """Return the seated members of an edition, by college then by name."""
    sieges = Membre.objects.en_fonction().filter(edition=edition).select_related("personne", "college")
    return sieges.order_by("college__ordre", "personne__nom", "personne__prenom", "pk")
