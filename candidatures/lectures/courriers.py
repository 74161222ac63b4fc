"""What the mails of this room are about, while their recipient may still know of it."""

from amihr.editions.models import Annonce
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Depot, Invitation


def depot_du_courrier(courrier, instant):
    """Return the filed version that a mail is about if its recipient still follows the candidature, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    depots = Depot.objects.filter(pk=courrier.objet.partition(":")[2], candidature__in=suivies)
    return depots.select_related("candidature__edition", "par", "structure").first()


def annonce_du_courrier(courrier, instant):
    """Return the announcement that a mail carries while its recipient still works on a candidature of it, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    annonces = Annonce.objects.filter(pk=courrier.objet.partition(":")[2], edition__in=suivies.values("edition"))
    return annonces.select_related("edition", "version").first()


def invitation_du_courrier(courrier, instant):
    """Return the invitation that a mail carries while it can still be used, else ``None``."""
    ouvertes = Invitation.objects.filter(utilisee_le=None, annulee_le=None, expire_le__gt=instant)
    invitation = ouvertes.filter(pk=courrier.objet.partition(":")[2], courriel=courrier.destinataire)
    return invitation.select_related("candidature__edition", "par").first()
