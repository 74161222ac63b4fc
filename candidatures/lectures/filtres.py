"""The filters that an agent keeps."""

from candidatures.models import FiltreEnregistre


def filtres_de(personne, edition):
    """Return the filters that ``personne`` keeps for the list of an edition, by name."""
    return list(FiltreEnregistre.objects.filter(personne=personne, edition=edition).order_by("nom", "pk"))
