"""Put an edition file in the database: the edition and all that it is made of, in every room."""

from django.db.models import F, ProtectedError, Q

from amihr import horloge
from amihr.editions import dates
from amihr.editions.conduite import rendre_courante
from amihr.editions.models import CasUsage, Chargement, Edition, EtapeCalendrier, Texte, Thematique
from amihr.editions.reglement import creer_version, parution, suivre_l_ouverture
from amihr.habilitations.engagements import creer_version as creer_un_engagement
from amihr.habilitations.models import College
from amihr.journal.chaine import acte, inscrire
from amihr.pilotage.photographie import (
    CHAMPS_D_UNE_THEMATIQUE,
    attendue,
    differences,
    grille_attendue,
    grille_en_base,
    photographier,
)
from amihr.socle.refus import exiger
from catalogue.models import Fiche
from evaluation.actes.calibrage import recopier
from evaluation.actes.grille import etablir
from evaluation.models import Evaluation

NUMEROS_A_PART = 1000


@acte
def charger(appel, *, courante=False, neuve=False, par=None, depuis=None):
    """Create the edition that this file describes, or bring it up to date; return the edition.

    Q49: refused, with the differences, if staff has edited since or a candidature exists; a used grid is never
    touched; the unchanged file does nothing.
    R50: everything of a call comes from its file: dates, form, criteria, thématiques, texts, attachments.
    The first edition of an instance becomes the current one; ``courante`` makes this one so. ``neuve``: it must not exist.
    ``depuis``: the edition that it was written from, whose fictional dossiers follow, their words only.
    Effects, in order: edition, its children, grid, undertakings, règlement, photograph, fictional dossiers, journal.
    Raises ActeRefuse: « edition_modifiee », « edition_candidatee », « grille_utilisee », « grille_figee »,
    « edition_existe », those of ``ecrire``.
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.nommee(appel.slug)
    exiger(edition is None or not neuve, "edition_existe")
    if edition is not None:
        edition = Edition.objects.verrouiller(edition.pk)
        if edition.empreinte_du_fichier == appel.empreinte:
            return rendre_courante(edition) if courante else edition
        _exiger_rechargeable(edition, appel, instant)
    edition = installer(edition or Edition(), appel, instant)
    if depuis is not None:
        recopier(depuis, edition)
    if courante or not Edition.objects.filter(est_courante=True).exists():
        rendre_courante(edition)
    inscrire("edition.chargee", par=par, objet=edition, instant=instant, empreinte=appel.empreinte)
    return edition


def installer(edition, appel, instant):
    """Write all that a file says, its règlement too, inside the caller's transaction, and keep a photograph of it."""
    edition = ecrire(edition, appel, instant)
    _reglement(edition, appel, instant)
    Chargement.objects.update_or_create(
        edition=edition, defaults={"contenu": photographier(edition), "charge_le": instant}
    )
    return edition


def ecrire(edition, appel, instant, motif=""):
    """Write an edition and all that it is made of, inside the caller's transaction; return it.

    What exists is changed in place, since drafts and sheets refer to it. ``motif``: why the grid changes.
    Raises ActeRefuse: « prefixe_employe », « college_occupe », « thematique_employee », « cas_usage_employe », « grille_motif »,
    « nda_debut », « nda_fin ».
    """
    edition = _edition(edition, appel, instant)
    suivre_l_ouverture(edition, instant)
    _thematiques(edition, appel.thematiques)
    edition.etapes.all().delete()
    EtapeCalendrier.objects.bulk_create(
        EtapeCalendrier(edition=edition, ordre=ordre, **etape) for ordre, etape in enumerate(appel.calendrier, 1)
    )
    _textes(edition, appel.textes)
    _colleges(edition, appel)
    _grille(edition, appel, instant, motif)
    _engagements(edition, appel, instant)
    return edition


def _exiger_rechargeable(edition, appel, instant):
    actuelle = photographier(edition)
    modifiees = differences(edition.chargement.contenu, actuelle) if hasattr(edition, "chargement") else ["tout"]
    exiger(not modifiees, "edition_modifiee", differences="\n".join(modifiees))
    a_faire = differences(actuelle, attendue(appel))
    exiger(not edition.candidatures.exists(), "edition_candidatee", differences="\n".join(a_faire))
    if grille_en_base(edition) != grille_attendue(appel):
        exiger(not Evaluation.objects.filter(grille__edition=edition).exists(), "grille_utilisee")
        exiger(instant < edition.ouverture_le, "grille_figee")


def _edition(edition, appel, instant):
    """Write what the file says of the edition, and nothing else: which one is current is decided elsewhere meanwhile."""
    prefixe = appel.champs["prefixe_reference"]
    autres = Edition.objects.filter(prefixe_reference=prefixe).exclude(pk=edition.pk)
    exiger(not autres.exists(), "prefixe_employe", prefixe=prefixe)
    valeurs = appel.champs | {
        "ouverture_le": appel.ouverture_le,
        "cloture_le": appel.cloture_le,
        "commission_le": appel.commission_le,
        "formulaire": appel.formulaire,
        "reglages": appel.reglages,
        "macaron": appel.macaron,
        "chiffres": list(appel.chiffres),
        "empreinte_du_fichier": appel.empreinte,
        "modifiee_le": instant,
    }
    for champ, valeur in valeurs.items():
        setattr(edition, champ, valeur)
    edition.save(update_fields=None if edition.pk is None else list(valeurs))
    return edition


def _thematiques(edition, ecrites):
    """Two passes: numbers are unique, so those of an order that changes are set aside first."""
    retirees = edition.thematiques.exclude(slug__in=[ecrite["slug"] for ecrite in ecrites])
    _retirer_les_cas(CasUsage.objects.filter(thematique__in=retirees))
    _retirer(retirees, "thematique_employee")
    edition.thematiques.update(numero=F("numero") + NUMEROS_A_PART)
    Thematique.objects.bulk_create(
        [
            Thematique(
                edition=edition, numero=numero, **{champ: ecrite.get(champ, "") for champ in CHAMPS_D_UNE_THEMATIQUE}
            )
            for numero, ecrite in enumerate(ecrites, start=1)
        ],
        update_conflicts=True,
        unique_fields=["edition", "slug"],
        update_fields=["numero", *(champ for champ in CHAMPS_D_UNE_THEMATIQUE if champ != "slug")],
    )
    _cas_usage({ecrite["slug"]: ecrite["cas_usage"] for ecrite in ecrites}, edition)


def _cas_usage(ecrits, edition):
    gardes = Q()
    thematiques = list(edition.thematiques.order_by("numero"))
    for thematique in thematiques:
        gardes |= Q(thematique=thematique, code__in=[cas["code"] for cas in ecrits[thematique.slug]])
    _retirer_les_cas(CasUsage.objects.filter(thematique__edition=edition).exclude(gardes))
    CasUsage.objects.bulk_create(
        [
            CasUsage(thematique=thematique, code=cas["code"], libelle=cas["libelle"], ordre=ordre)
            for thematique in thematiques
            for ordre, cas in enumerate(ecrits[thematique.slug], start=1)
        ],
        update_conflicts=True,
        unique_fields=["thematique", "code"],
        update_fields=["libelle", "ordre"],
    )


def _retirer_les_cas(retires):
    exiger(not Fiche.objects.filter(cas_usage__in=retires).exists(), "cas_usage_employe")
    retires.delete()


def _textes(edition, ecrits):
    edition.textes.exclude(code__in=ecrits).delete()
    Texte.objects.bulk_create(
        [Texte(edition=edition, code=code, contenu=contenu) for code, contenu in ecrits.items()],
        update_conflicts=True,
        unique_fields=["edition", "code"],
        update_fields=["contenu"],
    )


def _retirer(lot, refus):
    try:
        lot.delete()
    except ProtectedError:
        exiger(False, refus)


def _colleges(edition, appel):
    voulus = [college["code"] for college in appel.colleges]
    College.objects.bulk_create(
        [
            College(edition=edition, code=college["code"], libelle=college["libelle"], ordre=ordre)
            for ordre, college in enumerate(appel.colleges, start=1)
        ],
        update_conflicts=True,
        unique_fields=["edition", "code"],
        update_fields=["libelle", "ordre"],
    )
    _retirer(edition.colleges.exclude(code__in=voulus), "college_occupe")


def _grille(edition, appel, instant, motif):
    if grille_en_base(edition) == grille_attendue(appel):
        return
    q9 = appel.reglages["Q9"]
    etablir(
        edition,
        echelle=appel.echelle,
        criteres=appel.criteres,
        methode=q9["methode"],
        valeurs=q9.get("poids", ()),
        motif=motif,
        instant=instant,
    )


def _engagements(edition, appel, instant):
    """The first version of an undertaking is in force by the opening at the latest; the next ones, at once."""
    for ecrit in appel.engagements:
        derniere = edition.versions_nda.filter(public=ecrit.public).order_by("-numero").first()
        champs = {"titre": ecrit.titre, "texte": ecrit.texte, "debut": ecrit.debut, "fin": ecrit.fin}
        if derniere and all(getattr(derniere, nom) == valeur for nom, valeur in champs.items()):
            continue
        en_vigueur_le = instant if derniere else min(instant, edition.ouverture_le)
        creer_un_engagement(edition, ecrit.public, en_vigueur_le=en_vigueur_le, **champs)


def _reglement(edition, appel, instant):
    """The first version carries the day that the file gives; a change of text is a new version (see R7)."""
    derniere = edition.versions_reglement.order_by("-numero").first()
    if derniere and attendue(appel)["reglement"] == photographier(edition)["reglement"]:
        return
    creer_version(
        edition,
        texte=appel.reglement["texte"],
        changements=appel.reglement.get("changements", ""),
        fichier=None,
        instant=instant,
        publiee_le=parution(edition, instant) if derniere else dates.ouverture_du(appel.reglement["publication"]),
    )
