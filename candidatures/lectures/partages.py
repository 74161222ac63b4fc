"""The read-only links of a dossier, as its team sees them."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, OuterRef, Subquery, When

from amihr import horloge
from amihr.socle.liens import lien
from candidatures.models import Partage
from candidatures.regles.partage import jeton_du_partage

FERMES_MONTRES = 30


@dataclass(frozen=True)
class LienPartage:
    """A link that opens the dossier now, with its whole address."""

    partage: Partage
    adresse: str

    @property
    def cle(self):
        return str(self.partage.pk)


def partages_ouverts(candidature):
    """Return the ``LienPartage`` of the links that open the dossier now, latest first."""
    ouverts = candidature.partages.ouverts(horloge.maintenant()).select_related("par")
    equipe = candidature.equipiers.actifs().values("personne")
    return [LienPartage(partage, _adresse(candidature, partage)) for partage in ouverts.filter(par__in=equipe)]


def partages_fermes(candidature):
    """Return the links that open the dossier no more, latest first, with who made them: what was lent stays known.

    ``depart_le``: when that person left the team, if a link was shut by it and not by its own end.
    """
    ouverts = [ouvert.partage.pk for ouvert in partages_ouverts(candidature)]
    places = candidature.equipiers.filter(personne=OuterRef("par"), depuis__lt=OuterRef("expire_le"))
    derniere = places.order_by("-depuis").annotate(
        quittee=Case(When(retire_le__lt=OuterRef("expire_le"), then="retire_le"))
    )
    fermes = candidature.partages.exclude(pk__in=ouverts).annotate(depart_le=Subquery(derniere.values("quittee")[:1]))
    return list(fermes.select_related("par")[:FERMES_MONTRES])


def combien_de_partages(candidature, personne):
    """Return how many links open the dossier now thanks to ``personne``: they end with that person's place."""
    return candidature.partages.ouverts(horloge.maintenant()).filter(par=personne).count()


def _adresse(candidature, partage):
    chemin = lien("candidatures:partage", jeton_du_partage(partage.pk), edition=candidature.edition)
    return f"{settings.ADRESSE_PUBLIQUE}{chemin}"


def dossier_partage(partage_id):
    """Return the reference that a link names, whether it still opens or not, or None: access is asked after."""
    return Partage.objects.filter(pk=partage_id).values_list("candidature__reference", flat=True).first()
