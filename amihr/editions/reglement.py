"""The règlement and its versions."""

import hashlib

from django.db.models import Max

from amihr import horloge
from amihr.editions.annonces import annoncer
from amihr.editions.models import Annonce, Edition, VersionReglement
from amihr.editions.textes import en_html
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger


@acte
def publier_version(edition, *, texte, changements, par, fichier=None):
    """Publish a new version of the règlement and return it; the earlier ones stay readable.

    R7: the règlement may be modified, by a new version that says what changed.
    Effects, in order: VersionReglement, modifiee_le of the edition, announcement due to the teams (Q38), journal.
    Raises ActeRefuse: « reglement_vide », « reglement_sans_changements » (from the second version on).
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.verrouiller(edition.pk)
    version = creer_version(edition, texte=texte, changements=changements, fichier=fichier, instant=instant)
    Edition.objects.filter(pk=edition.pk).update(modifiee_le=instant)
    annoncer(edition, Annonce.Genre.REGLEMENT, instant, version)
    inscrire("reglement.publie", par=par, objet=version, instant=instant, numero=version.numero, sha256=version.sha256)
    return version


def creer_version(edition, *, texte, changements, fichier, instant):
    """Write the next version inside the caller's transaction, its edition being locked.

    R8: each version keeps its number, its date and the SHA-256 of what was published, for ever.
    The fingerprint is that of the uploaded document, else that of the text as shown.
    """
    dernier = edition.versions_reglement.aggregate(dernier=Max("numero"))["dernier"] or 0
    exiger(texte.strip(), "reglement_vide")
    exiger(dernier == 0 or changements.strip(), "reglement_sans_changements")
    html = str(en_html(texte))
    return VersionReglement.objects.create(
        edition=edition,
        numero=dernier + 1,
        publiee_le=instant,
        fichier=fichier,
        sha256=fichier.sha256 if fichier else empreinte(html),
        texte=texte.strip(),
        html=html,
        changements=changements,
    )


def version_projetee(edition, *, texte, changements=""):
    """Return the version that this text would make, not saved: what its author reads before publishing it."""
    derniere = derniere_version(edition)
    numero = derniere.numero + 1 if derniere else 1
    return VersionReglement(edition=edition, numero=numero, html=str(en_html(texte)), changements=changements)


def empreinte(html):
    """SHA-256 of a text as the page shows it."""
    return hashlib.sha256(html.encode()).hexdigest()


def versions_publiees(edition, instant):
    """Every version published at this instant, the latest first."""
    return edition.versions_reglement.publiees(instant).select_related("fichier")


def derniere_version(edition):
    """The last version written, published or not yet, or None."""
    return edition.versions_reglement.order_by("-numero").first()


def version_publiee(edition, numero, instant):
    """This version if it is published at this instant, else None."""
    return versions_publiees(edition, instant).filter(numero=numero).first()


def documents_en_vigueur(edition, instant):
    """The latest published version of each associated document (see R9)."""
    documents = edition.documents_associes.filter(publie_le__lte=instant).select_related("fichier")
    derniers = {}
    for document in documents.order_by("code", "numero"):
        derniers[document.code] = document
    return list(derniers.values())
