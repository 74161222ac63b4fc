"""What the sharing of the dossiers among the members changes to what they read."""

from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Repartition


def est_reparti(edition):
    """Tell whether each member scores some dossiers only: one that comes back to a member is given by hand."""
    return Repartition.objects.en_vigueur().filter(edition=edition).exists()


def lisibles_parmi(personne, references):
    """Count the dossiers, of these, that ``personne`` may read as a member now."""
    return acces.dossiers_accessibles(personne, Action.LIRE).filter(reference__in=references).count()
