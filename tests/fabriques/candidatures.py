"""Candidatures in every situation, members, undertakings, links of interest."""

import hashlib
import uuid

import factory
from stdnum import luhn

from amihr import horloge
from amihr.fichiers.models import Fichier
from amihr.habilitations.models import College, Mandat, Membre, Public, SignatureNDA, VersionNDA
from candidatures.models import (
    DEMANDE_VALABLE,
    DUREE_DE_L_ACCES,
    AccesExceptionnel,
    Candidature,
    Declaration,
    Deport,
    Depot,
    Droit,
    Equipier,
    Etat,
    PieceDeposee,
    PieceJointe,
    Rapporteur,
    RevisionSection,
    Section,
    Structure,
    StructureLiee,
)

from .comptes import PersonneFactory
from .editions import PENDANT, REPONSES, EditionFactory

PIECES = ("kbis", "fiscal", "logo")


class FichierFactory(factory.django.DjangoModelFactory):
    """A file's row; its bytes are not in the storage."""

    class Meta:
        model = Fichier

    cle = factory.LazyFunction(lambda: uuid.uuid4().hex)
    nom = factory.Sequence(lambda rang: f"piece-{rang}.pdf")
    taille = 2048
    sha256 = factory.Sequence(lambda rang: hashlib.sha256(str(rang).encode()).hexdigest())
    type_mime = "application/pdf"
    genre = "kbis"
    pages = 1
    cree_le = PENDANT


class CandidatureFactory(factory.django.DjangoModelFactory):
    """A candidature with its sections and its team.

    `reponses`: answers by part; `pieces`: slots that hold a file; `deposee=True` freezes a version;
    `etat` sets where the life cycle stands (`deposee` is implied).
    """

    class Meta:
        model = Candidature
        skip_postgeneration_save = True

    class Params:
        membres = 0

    edition = factory.SubFactory(EditionFactory, complete=True)
    reference = factory.LazyFunction(lambda: f"ESSAI-2026-{uuid.uuid4().hex[:6].upper()}")
    titre = "Canoptère"
    denomination = "Orthoselve SAS"
    cree_le = PENDANT
    etat_depuis = PENDANT

    @factory.post_generation
    def equipe(candidature, creer, personnes, **options):
        for personne in personnes or [PersonneFactory()]:
            Equipier.objects.create(candidature=candidature, personne=personne, droit=Droit.DEPOSER, depuis=PENDANT)

    @factory.post_generation
    def reponses(candidature, creer, reponses, **options):
        auteur = premier_equipier(candidature)
        contenus = REPONSES if reponses is None else reponses
        sections = Section.objects.bulk_create(
            Section(
                candidature=candidature,
                partie=partie["slug"],
                contenu=contenus.get(partie["slug"], {}),
                numero=1,
                modifiee_le=PENDANT,
                modifiee_par=auteur,
            )
            for partie in candidature.edition.formulaire["parties"]
            if partie["questions"]
        )
        RevisionSection.objects.bulk_create(
            RevisionSection(section=section, numero=1, contenu=section.contenu, par=auteur, instant=PENDANT)
            for section in sections
        )
        slug = contenus.get("solution", {}).get("thematique")
        candidature.thematique = candidature.edition.thematiques.filter(slug=slug).first()
        candidature.save(update_fields=["thematique"])

    @factory.post_generation
    def pieces(candidature, creer, emplacements, **options):
        auteur = premier_equipier(candidature)
        voulus = PIECES if emplacements is None else emplacements
        fichiers = Fichier.objects.bulk_create(FichierFactory.build_batch(len(voulus)))
        PieceJointe.objects.bulk_create(
            PieceJointe(
                candidature=candidature, emplacement=emplacement, fichier=fichier, jointe_le=PENDANT, par=auteur
            )
            for emplacement, fichier in zip(voulus, fichiers, strict=True)
        )

    @factory.post_generation
    def deposee(candidature, creer, voulue, **options):
        if voulue or candidature.etat != Etat.BROUILLON:
            figer(candidature)


def premier_equipier(candidature):
    return candidature.equipiers.select_related("personne").order_by("pk").first().personne


def siren_de(denomination):
    """The SIREN of a fictional company: another name, another number, right by its checksum."""
    if denomination == "Orthoselve SAS":
        return "000000018"
    base = f"001{int(hashlib.sha256(denomination.encode()).hexdigest(), 16) % 100_000:05d}"
    return base + luhn.calc_check_digit(base)


def figer(candidature, *, siren=None, domaine=""):
    """Freeze a version of a candidature, as `deposer` would."""
    siren = siren_de(candidature.denomination) if siren is None else siren
    sections = list(candidature.sections.order_by("pk"))
    depot = Depot(
        candidature=candidature,
        numero=candidature.depots.count() + 1,
        depose_le=PENDANT,
        par=premier_equipier(candidature),
        cle=uuid.uuid4(),
        titre=candidature.titre,
        thematique=candidature.thematique,
        structure=Structure.objects.create(denomination=candidature.denomination, siren=siren, domaine=domaine),
        formulaire=candidature.edition.formulaire,
        contenu={section.partie: section.contenu for section in sections},
        revisions={section.partie: section.numero for section in sections},
        documents_acceptes=[],
        manifeste=[],
    )
    depot.empreinte = depot.calculer_empreinte()
    depot.save()
    pieces = candidature.pieces.presentes().select_related("fichier").order_by("emplacement", "pk")
    PieceDeposee.objects.bulk_create(
        PieceDeposee(
            depot=depot, emplacement=piece.emplacement, fichier=piece.fichier, sha256=piece.fichier.sha256, ordre=ordre
        )
        for ordre, piece in enumerate(pieces, start=1)
    )
    if candidature.etat == Etat.BROUILLON:
        candidature.etat = Etat.DEPOSEE
        candidature.save(update_fields=["etat"])
    return depot


def signer_nda(personne, edition, public, *, instant=PENDANT):
    """Have a person sign the version in force of an undertaking."""
    version = VersionNDA.objects.filter(edition=edition, public=public).order_by("-numero").first()
    return SignatureNDA.objects.create(
        version=version,
        personne=personne,
        nom_saisi=personne.nom_complet,
        empreinte=version.empreinte,
        methode="totp",
        signee_le=instant,
    )


def asseoir(personne, edition, *, college="experts", signe=True, **champs):
    """Give a person a seat, with a signed undertaking unless told otherwise."""
    membre = Membre.objects.create(
        edition=edition,
        personne=personne,
        nomme_le=PENDANT,
        college=College.objects.get(edition=edition, code=college),
        **champs,
    )
    if signe:
        signer_nda(personne, edition, Public.MEMBRE)
    return membre


def declarer_aucun_lien(personne, *candidatures):
    """Record « aucun lien » of a person on dossiers."""
    for candidature in candidatures:
        Declaration.objects.create(candidature=candidature, personne=personne, instant=horloge.maintenant())


def deporter(personne, candidature, *, sirens=(), impose_par=None):
    """Record the recusal of a person; `sirens`: of the structures that it names."""
    deport = Deport.objects.create(
        candidature=candidature,
        personne=personne,
        categorie="emploi",
        declare_le=horloge.maintenant(),
        impose_par=impose_par,
    )
    for siren in sirens:
        StructureLiee.objects.create(deport=deport, siren=siren, denomination=candidature.denomination)
    return deport


def mandater(personne, siren="000000018", *, par=None, **champs):
    """Record a mandate of a person, as they said it unless told otherwise."""
    return Mandat.objects.create(
        personne=personne,
        siren=siren,
        dit_par=par or personne,
        dit_le=horloge.maintenant(),
        **{"denomination": "Canopée et Cie", "nature": "administration", **champs},
    )


def nommer_rapporteur(personne, candidature, *, par=None, declare=True):
    """Have a person report on a dossier, « aucun lien » declared unless told otherwise."""
    if declare:
        declarer_aucun_lien(personne, candidature)
    return Rapporteur.objects.create(
        candidature=candidature, personne=personne, nomme_par=par or PersonneFactory(), nomme_le=horloge.maintenant()
    )


def ouvrir_par_exception(personne, candidature, *, par=None):
    """Open a dossier to a person for one hour from now, as another agent would."""
    instant = horloge.maintenant()
    return AccesExceptionnel.objects.create(
        candidature=candidature,
        personne=personne,
        motif="Vérifier un fichier",
        demande_le=instant,
        expire_le=instant + DEMANDE_VALABLE,
        autorise_par=par or PersonneFactory(),
        autorise_le=instant,
        finit_le=instant + DUREE_DE_L_ACCES,
    )
