"""Read-only links to a dossier, for a lawyer or an associate: made, opened, revoked by the team."""

from datetime import timedelta

from django.db.models import F

from amihr import horloge
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Partage

AU_PLUS = 10
UNE_OUVERTURE = timedelta(minutes=15)


@acte
def partager(candidature, *, pour_qui, jours, par):
    """Make a link that lets whoever has it read the dossier, files included, for ``jours`` days.

    Effects, in order: Partage, journal (never for whom). Raises ``Http404``, ``ActeRefuse("partages_trop_nombreux")``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant)
    exiger(candidature.partages.ouverts(instant).count() < AU_PLUS, "partages_trop_nombreux")
    partage = Partage.objects.create(
        candidature=candidature, pour_qui=pour_qui.strip(), par=par, cree_le=instant,
        expire_le=instant + timedelta(days=jours),
    )  # fmt: skip
    inscrire("partage.cree", par=par, objet=candidature, instant=instant, partage=str(partage.pk), jours=jours)
    return partage


@acte
def revoquer(candidature, partage_id, *, par):
    """Shut a link: it opens nothing from the next request on. Raises ``Http404``."""
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.DEPOSER, instant)
    exiger_trouve(candidature.partages.ouverts(instant).filter(pk=partage_id).update(revoque_le=instant))
    inscrire("partage.revoque", par=par, objet=candidature, instant=instant, partage=str(partage_id))


@acte
def noter_l_ouverture(candidature, porteur):
    """Count and journal that a link was used, once a quarter of an hour: a page and its files are one opening.

    Effects, in order: access asked again, count, journal. Raises ``Http404``.
    """
    instant = horloge.instant_de_la_base()
    acces.exiger_acces(porteur, candidature, Action.LIRE_PARTAGE, instant)
    ouverts = Partage.objects.filter(pk=porteur.pk).exclude(ouvert_le__gt=instant - UNE_OUVERTURE)
    if ouverts.update(ouvert_le=instant, ouvertures=F("ouvertures") + 1):
        inscrire("partage.ouvert", objet=candidature, instant=instant, partage=str(porteur.pk))
