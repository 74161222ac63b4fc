"""Badges, made after the publication by the worker and kept as they were sent."""

from functools import partial

from django.conf import settings

from amihr import horloge
from amihr.fichiers.rangement import produire, produire_chacun
from amihr.journal.chaine import acte, inscrire
from amihr.socle.reveil import reveiller
from catalogue.documents.badge import macaron_de
from catalogue.documents.macaron import macaron_png, macaron_svg
from catalogue.documents.planche import planche_du_macaron
from catalogue.lectures.labels import lire_etat, macarons_a_produire
from catalogue.models import Format, MacaronProduit

TYPES = {Format.SVG: "image/svg+xml", Format.PNG: "image/png", Format.PDF: "application/pdf"}


@acte
def attacher_le_macaron(label, format_, fichier):
    """Keep the file of a badge in one format, once. Effects, in order: row, journal with its SHA-256.

    Tells whether it was the first.
    """
    instant = horloge.instant_de_la_base()
    _, cree = MacaronProduit.objects.get_or_create(
        label=label, format=format_, defaults={"fichier": fichier, "produit_le": instant}
    )
    if cree:
        inscrire("label.macaron", objet=label, instant=instant, format=format_, sha256=fichier.sha256)
    return cree


def _octets(format_, macaron, edition):
    if format_ == Format.PDF:
        return planche_du_macaron(macaron, edition)
    return macaron_svg(macaron) if format_ == Format.SVG else macaron_png(macaron)


def produire_les_macarons(instant, lot=20):
    """Make the badges that are missing, then let the mails that wait for them leave; return how many files."""
    produits = produire_chacun(macarons_a_produire(instant, lot), partial(_produire, instant=instant))
    if produits:
        reveiller()
    return produits


def _produire(label, instant):
    macaron = macaron_de(lire_etat(label, instant), settings.ADRESSE_PUBLIQUE)
    presents = set(label.macarons.values_list("format", flat=True))
    produits = 0
    for format_ in Format:
        if format_ not in presents:
            nom = f"macaron-{label.fiche.slug}-{label.edition.annee}.{format_}"
            attacher = partial(attacher_le_macaron, label, format_)
            octets = _octets(format_, macaron, label.edition)
            produits += produire(octets, attacher, nom=nom, type_mime=TYPES[format_], instant=instant)
    return produits
