"""What the mails of this room are about, while their recipient may still know of it."""

from amihr.editions.models import Annonce
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import (
    Depot,
    Disqualification,
    Eligibilite,
    Invitation,
    PriseEnCharge,
    PropositionDeConclusion,
    Rapporteur,
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


def dossier_repris_du_courrier(courrier, instant):
    """Return the hold that a mail says was taken over, while who had it may still examine the dossier, else ``None``."""
    return _du_bureau(courrier, instant, PriseEnCharge.objects.select_related("rendue_par"), Action.PREPARER)


def visa_du_courrier(courrier, instant):
    """Return the proposal that a mail asks to look at, while its recipient may give the visa, else ``None``."""
    attendues = PropositionDeConclusion.objects.en_cours().exclude(par=courrier.personne).select_related("par")
    return _du_bureau(courrier, instant, attendues, Action.INSTRUIRE)


def rapport_du_courrier(courrier, instant, *, est_fini):
    """Return the report that a mail gives or takes back, while that is so and its recipient may examine the dossier."""
    rapports = Rapporteur.objects.filter(personne=courrier.personne, fin_le__isnull=not est_fini)
    return _du_bureau(courrier, instant, rapports.select_related("nomme_par", "fin_par"), Action.LIRE_ADMINISTRATIF)


def _du_bureau(courrier, instant, lignes, action):
    """Return the row that a mail is about if its recipient may do ``action`` on its dossier, else ``None``."""
    dossiers = acces.dossiers_accessibles(courrier.personne, action, instant)
    trouvees = lignes.filter(pk=courrier.objet.partition(":")[2], candidature__in=dossiers)
    return trouvees.select_related("candidature__edition").first()
