"""The filters of the list that an agent keeps for oneself: nobody else sees them, the journal says nothing of them."""

from amihr.journal.chaine import acte
from amihr.socle.refus import exiger, exiger_trouve
from candidatures.models import FiltreEnregistre

AU_PLUS = 20


@acte
def garder(edition, nom, requete, *, par):
    """Keep a filter of the list under a name; the same name again replaces it.

    Raises ``ActeRefuse``: ``filtre_vide`` when it narrows nothing, ``filtres_pleins`` beyond ``AU_PLUS``.
    """
    exiger(requete, "filtre_vide")
    siens = FiltreEnregistre.objects.filter(personne=par, edition=edition)
    exiger(siens.filter(nom=nom).exists() or siens.count() < AU_PLUS, "filtres_pleins", nombre=AU_PLUS)
    filtre, _ = siens.update_or_create(personne=par, edition=edition, nom=nom, defaults={"requete": requete})
    return filtre


@acte
def oublier(edition, pk, *, par):
    """Delete one's own filter. Raises ``Http404`` for anybody else's."""
    supprimes, _ = FiltreEnregistre.objects.filter(personne=par, edition=edition, pk=pk).delete()
    exiger_trouve(supprimes)
