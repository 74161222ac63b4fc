"""What the mails of this room are about, while their recipient may still know of it."""

from amihr.editions.models import Annonce
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import (
    Depot,
    Disqualification,
    Eligibilite,
    Invitation,
    Recevabilite,
    Reintegration,
    RetraitTardif,
)

CONCLUSIONS = {
    f"candidatures_{modele._meta.model_name}": modele for modele in (Recevabilite, Eligibilite, Disqualification)
}


def depot_du_courrier(courrier, instant):
    """Return the filed version that a mail is about if its recipient still follows the candidature, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    depots = Depot.objects.filter(pk=courrier.objet.partition(":")[2], candidature__in=suivies)
    return depots.select_related("candidature__edition", "par", "structure").first()


def depot_conclu_du_courrier(courrier, instant):
    """Return the filed version that was concluded against, for its team, unless the conclusion is reversed since."""
    modele = CONCLUSIONS.get(courrier.objet.partition(":")[0])
    if modele is None:  # posted about the version itself
        return depot_du_courrier(courrier, instant)
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    conclusions = modele.objects.en_vigueur().filter(pk=courrier.objet.partition(":")[2], candidature__in=suivies)
    conclusion = conclusions.select_related("depot__candidature__edition").first()
    return conclusion.depot if conclusion else None


def retrait_du_courrier(courrier, instant, action):
    """Return the late withdrawal that a mail is about if its recipient may still do ``action`` on it, else ``None``."""
    dossiers = acces.dossiers_accessibles(courrier.personne, action, instant)
    retraits = RetraitTardif.objects.filter(pk=courrier.objet.partition(":")[2], sortie__candidature__in=dossiers)
    return retraits.select_related("sortie__candidature__edition").first()


def reintegration_du_courrier(courrier, instant):
    """Return the reinstatement that a mail is about if its recipient still follows the candidature, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    reintegrations = Reintegration.objects.filter(pk=courrier.objet.partition(":")[2], sortie__candidature__in=suivies)
    return reintegrations.select_related("sortie__candidature__edition").first()


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
