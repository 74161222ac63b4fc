"""Dossiers that left the way of the others, and those that were put back: for those who may, and for each team."""

from django.db.models import Q

from amihr.journal.chaine import reference_de
from amihr.journal.models import EntreeJournal
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Etat, Sortie
from candidatures.regles.sortie import empechement_de_reintegrer

AVEC = ("candidature", "retrait_tardif__par", "reintegration__par")
# A withdrawal before the closing is the team's own affair.
AVANT_LA_CLOTURE = Q(vers=Etat.RETIREE, retrait_tardif=None)


def registre_des_sorties(personne, edition):
    """Return every move out after the closing that ``personne`` may know of, latest first, reversed or not."""
    dossiers = acces.dossiers_accessibles(personne, Action.REINTEGRER).filter(edition=edition)
    sorties = Sortie.objects.filter(candidature__in=dossiers).exclude(AVANT_LA_CLOTURE)
    return sorties.select_related(*AVEC).order_by("-instant", "-pk")


def sortie_en_cours(candidature):
    """Return what put a dossier where it stands, as ``Sortie``, or ``None``, with the code of what forbids to reverse it."""
    sortie = Sortie.objects.select_related(*AVEC).en_cours(candidature)
    return sortie, empechement_de_reintegrer(sortie)


def sorties_de(candidature):
    """Return the withdrawals and the conclusions against a candidature already authorised, oldest first, as its team knows them.

    ``par``: who of the team withdrew it; ``None`` for what was concluded against it.
    """
    sorties = list(Sortie.objects.filter(candidature=candidature).select_related(*AVEC).order_by("instant", "pk"))
    retraits = EntreeJournal.objects.de(reference_de(candidature)).filter(evenement="candidature.retiree")
    auteurs = {entree.instant: entree.par for entree in retraits.select_related("par")}
    for sortie in sorties:
        sortie.par = sortie.retrait.par if sortie.retrait else auteurs.get(sortie.instant)
    return sorties
