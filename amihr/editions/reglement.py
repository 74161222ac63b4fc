"""The règlement and its versions."""

import hashlib

from django.db.models import Max

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions.annonces import annoncer
from amihr.editions.models import Annonce, Edition, VersionReglement
from amihr.editions.textes import en_html
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger


@acte
def publier_version(edition, *, texte, changements, par, fichier=None):
    """Publish a new version of the règlement and return it; the earlier ones stay readable.

    R7: the règlement may be modified, by a new version that says what changed. Of a call that nobody knows of yet, the
    version appears with it, and is written anew until then.
    Effects, in order: VersionReglement, modifiee_le of the edition, announcement due to the teams (Q38), journal.
    Raises ActeRefuse: « reglement_reserve » (publishing is an agent's), « reglement_vide »,
    « reglement_sans_changements » (from the second version on).
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.verrouiller(edition.pk)
    exiger(parution(edition, instant) > instant or par.a_role(Role.AGENT), "reglement_reserve")
    version = creer_version(
        edition, texte=texte, changements=changements, fichier=fichier, instant=instant,
        publiee_le=parution(edition, instant),
    )  # fmt: skip
    Edition.objects.filter(pk=edition.pk).update(modifiee_le=instant)
    annoncer(edition, Annonce.Genre.REGLEMENT, instant, version)
    fait = "reglement.publie" if version.publiee_le <= instant else "reglement.prepare"
    inscrire(fait, par=par, objet=version, instant=instant, numero=version.numero, sha256=version.sha256)
    return version


def parution(edition, instant):
    """The instant at which a version written now is published: at once, or with the call that nobody knows of yet."""
    return instant if edition.est_annoncee(instant) else max(instant, edition.ouverture_le)


def faire_paraitre(edition, instant):
    """Publish now, inside the caller's transaction, the version that waited for its call to be known."""
    edition.versions_reglement.a_paraitre(instant).update(publiee_le=instant)


def suivre_l_ouverture(edition, instant):
    """Move the version that waits with the opening of a call that nobody knows of, inside the caller's transaction."""
    if not edition.est_annoncee(instant):
        edition.versions_reglement.a_paraitre(instant).update(publiee_le=parution(edition, instant))


def creer_version(edition, *, texte, changements, fichier, instant, publiee_le):
    """Write the next version inside the caller's transaction, its edition being locked.

    R8: each version keeps its number, its date and the SHA-256 of what was published, for ever. One that is not
    published yet has been read by nobody: it gives its place.
    The fingerprint is that of the uploaded document, else that of the text as shown.
    """
    edition.versions_reglement.a_paraitre(instant).delete()
    dernier = edition.versions_reglement.aggregate(dernier=Max("numero"))["dernier"] or 0
    exiger(texte.strip(), "reglement_vide")
    exiger(dernier == 0 or changements.strip(), "reglement_sans_changements")
    html = str(en_html(texte))
    return VersionReglement.objects.create(
        edition=edition,
        numero=dernier + 1,
        publiee_le=publiee_le,
        fichier=fichier,
        sha256=fichier.sha256 if fichier else empreinte(html),
        texte=texte.strip(),
        html=html,
        changements=changements,
    )


def version_projetee(edition, *, texte, changements=""):
    """Return the version that this text would make, not saved: what its author reads before publishing it."""
    instant = horloge.maintenant()
    derniere = versions_publiees(edition, instant).first()
    numero, html = derniere.numero + 1 if derniere else 1, str(en_html(texte))
    publiee_le = parution(edition, instant)
    return VersionReglement(edition=edition, numero=numero, html=html, changements=changements, publiee_le=publiee_le)


def version_a_paraitre(edition, instant):
    """The version that waits for its call to be known, or None."""
    return edition.versions_reglement.a_paraitre(instant).first()


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
