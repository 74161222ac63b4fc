"""Dossiers shared among the members of a commission."""

from amihr import horloge
from candidatures.models import Affectation, Repartition

from .comptes import PersonneFactory
from .editions import APRES


def restreindre(edition, *, mode="equilibre", **champs):
    """Record how the dossiers of an edition are shared, as `affecter` would, without giving any."""
    par = PersonneFactory()
    return Repartition.objects.create(edition=edition, mode=mode, appliquee_le=APRES, par=par, **champs)


def affecter(qui, *candidatures, instant=APRES):
    """Give dossiers to a member."""
    for candidature in candidatures:
        siege = qui.sieges.get(edition=candidature.edition, retire_le=None)
        Affectation.objects.create(candidature=candidature, membre=siege, affectee_le=instant, par=PersonneFactory())


def retirer(qui, candidature):
    """Take a dossier from a member."""
    siennes = Affectation.objects.filter(membre__personne=qui, candidature=candidature, retiree_le=None)
    siennes.update(retiree_le=horloge.maintenant(), retiree_par=PersonneFactory())
