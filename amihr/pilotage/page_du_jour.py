"""The page of the day: what the dashboard knows before the closing, on one sheet. Imported by tasks only."""

from functools import partial

from django.db.models import Exists, OuterRef

from amihr.editions.models import Edition, PageDuJour
from amihr.fichiers.rangement import produire, produire_chacun
from amihr.horloge import jour_de_paris
from amihr.pilotage.avant_cloture import compte_rendu_entier
from amihr.socle.pdf import rendre


def pages_a_produire(instant, lot=5):
    """Return the open calls that have no page for this day of Paris yet."""
    faites = PageDuJour.objects.filter(edition=OuterRef("pk"), jour=jour_de_paris(instant))
    return Edition.objects.ouvertes(instant).filter(~Exists(faites)).order_by("ouverture_le", "pk")[:lot]


def produire_les_pages(instant):
    """Make the pages that are missing, dated of today: a day when nothing ran has none. Returns how many were made."""
    return produire_chacun(pages_a_produire(instant), partial(_produire, instant=instant))


def _produire(edition, instant):
    contexte = {"edition": edition, "instant": instant, "avant": compte_rendu_entier(edition, instant)}
    octets = rendre("documents/page_du_jour.html", contexte)
    nom = f"page-du-jour-{edition.slug}-{jour_de_paris(instant)}.pdf"
    attacher = partial(_attacher, edition, instant)
    return produire(octets, attacher, nom=nom, type_mime="application/pdf", instant=instant)


def _attacher(edition, instant, fichier):
    """Attach the page, once a day. Tells whether it was the first."""
    champs = {"fichier": fichier, "produite_le": instant}
    return PageDuJour.objects.get_or_create(edition=edition, jour=jour_de_paris(instant), defaults=champs)[1]
