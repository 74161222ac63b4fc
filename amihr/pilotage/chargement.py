"""Put an edition file in the database: the edition and all that it is made of, in every room."""

from django.db.models import ProtectedError

from amihr import horloge
from amihr.editions import dates
from amihr.editions.models import CasUsage, Chargement, Edition, EtapeCalendrier, Texte, Thematique
from amihr.editions.reglement import creer_version
from amihr.habilitations.engagements import empreinte_du_texte
from amihr.habilitations.models import College, VersionNDA
from amihr.journal.chaine import acte, inscrire
from amihr.pilotage.photographie import attendue, differences, grille_attendue, grille_en_base, photographier
from amihr.socle.refus import exiger
from evaluation.actes.grille import etablir
from evaluation.models import Evaluation


@acte
def charger(appel, *, courante=False, par=None):
    """Create the edition that this file describes, or bring it up to date; return the edition.

    Q49: refused, with the differences, if staff has edited since or a candidature exists; a used grid is never
    touched; the unchanged file does nothing.
    R50: everything of a call comes from its file: dates, form, criteria, thématiques, texts, attachments.
    The first edition of an instance becomes the current one; ``courante`` makes this one so.
    Effects, in order: edition, its children, grid, undertakings, règlement, photograph, journal.
    Raises ActeRefuse: « edition_modifiee », « edition_candidatee », « grille_utilisee », « grille_figee ».
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.filter(slug=appel.slug).first()
    if edition is not None:
        edition = Edition.objects.verrouiller(edition.pk)
        if edition.empreinte_du_fichier == appel.empreinte:
            return _rendre_courante(edition, courante)
        _exiger_rechargeable(edition, appel, instant)
    edition = _edition(edition or Edition(), appel, instant)
    _rendre_courante(edition, courante or not Edition.objects.filter(est_courante=True).exists())
    _remplacer_les_enfants(edition, appel)
    _grille(edition, appel, instant)
    _engagements(edition, appel, instant)
    _reglement(edition, appel, instant)
    Chargement.objects.update_or_create(
        edition=edition, defaults={"contenu": photographier(edition), "charge_le": instant}
    )
    inscrire("edition.chargee", par=par, objet=edition, instant=instant, empreinte=appel.empreinte)
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


def _rendre_courante(edition, courante):
    if courante and not edition.est_courante:
        Edition.objects.filter(est_courante=True).update(est_courante=False)
        Edition.objects.filter(pk=edition.pk).update(est_courante=True)
        edition.est_courante = True
    return edition


def _edition(edition, appel, instant):
    for champ, valeur in appel.champs.items():
        setattr(edition, champ, valeur)
    edition.ouverture_le = appel.ouverture_le
    edition.cloture_le = appel.cloture_le
    edition.commission_le = appel.commission_le
    edition.formulaire = appel.formulaire
    edition.reglages = appel.reglages
    edition.macaron = appel.macaron
    edition.chiffres = list(appel.chiffres)
    edition.empreinte_du_fichier = appel.empreinte
    edition.modifiee_le = instant
    edition.save()
    return edition


def _remplacer_les_enfants(edition, appel):
    """Nothing refers to these rows yet: no candidature exists. Colleges may already have members."""
    CasUsage.objects.filter(thematique__edition=edition).delete()
    for enfants in (edition.thematiques, edition.etapes, edition.textes):
        enfants.all().delete()
    for numero, ecrite in enumerate(appel.thematiques, start=1):
        champs = {nom: valeur for nom, valeur in ecrite.items() if nom != "cas_usage"}
        thematique = Thematique.objects.create(edition=edition, numero=numero, **champs)
        CasUsage.objects.bulk_create(
            CasUsage(thematique=thematique, ordre=ordre, **cas) for ordre, cas in enumerate(ecrite["cas_usage"], 1)
        )
    EtapeCalendrier.objects.bulk_create(
        EtapeCalendrier(edition=edition, ordre=ordre, **etape) for ordre, etape in enumerate(appel.calendrier, 1)
    )
    Texte.objects.bulk_create(
        Texte(edition=edition, code=code, contenu=contenu) for code, contenu in appel.textes.items()
    )
    _colleges(edition, appel)


def _colleges(edition, appel):
    voulus = [college["code"] for college in appel.colleges]
    for ordre, college in enumerate(appel.colleges, start=1):
        College.objects.update_or_create(
            edition=edition, code=college["code"], defaults={"libelle": college["libelle"], "ordre": ordre}
        )
    try:
        edition.colleges.exclude(code__in=voulus).delete()
    except ProtectedError:
        exiger(False, "college_occupe")


def _grille(edition, appel, instant):
    if grille_en_base(edition) == grille_attendue(appel):
        return
    q9 = appel.reglages["Q9"]
    etablir(
        edition,
        echelle=appel.echelle,
        criteres=appel.criteres,
        methode=q9["methode"],
        valeurs=q9.get("poids", ()),
        instant=instant,
    )


def _engagements(edition, appel, instant):
    """The first version of an undertaking is in force by the opening at the latest; the next ones, at once."""
    for ecrit in appel.engagements:
        derniere = edition.versions_nda.filter(public=ecrit.public).order_by("-numero").first()
        champs = {"titre": ecrit.titre, "texte": ecrit.texte, "debut": ecrit.debut, "fin": ecrit.fin}
        if derniere and all(getattr(derniere, nom) == valeur for nom, valeur in champs.items()):
            continue
        VersionNDA.objects.create(
            edition=edition,
            public=ecrit.public,
            numero=derniere.numero + 1 if derniere else 1,
            empreinte=empreinte_du_texte(ecrit.texte),
            en_vigueur_le=instant if derniere else min(instant, edition.ouverture_le),
            **champs,
        )


def _reglement(edition, appel, instant):
    """The first version carries the day that the file gives; a change of text is a new version, published now."""
    derniere = edition.versions_reglement.order_by("-numero").first()
    if derniere and attendue(appel)["reglement"] == photographier(edition)["reglement"]:
        return
    creer_version(
        edition,
        texte=appel.reglement["texte"],
        changements=appel.reglement.get("changements", ""),
        fichier=None,
        instant=instant if derniere else dates.ouverture_du(appel.reglement["publication"]),
    )
