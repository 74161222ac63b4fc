"""What the mails of this room are about, while their recipient may still know of it."""

from django.db.models import Exists, OuterRef

from amihr.comptes.models import Personne
from amihr.editions.models import Annonce, Edition
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import (
    Depot,
    Disqualification,
    Droit,
    Eligibilite,
    Equipier,
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
    depots = Depot.objects.filter(pk=courrier.cle_de_l_objet, candidature__in=suivies)
    return depots.select_related("candidature__edition", "par", "structure").first()


def depot_conclu_du_courrier(courrier, instant):
    """Return the filed version that was concluded against, for its team, unless the conclusion is reversed since."""
    modele = CONCLUSIONS.get(courrier.objet.partition(":")[0])
    if modele is None:  # posted about the version itself
        return depot_du_courrier(courrier, instant)
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    conclusions = modele.objects.en_vigueur().filter(pk=courrier.cle_de_l_objet, candidature__in=suivies)
    conclusion = conclusions.select_related("depot__candidature__edition").first()
    return conclusion.depot if conclusion else None


def retrait_du_courrier(courrier, instant, action):
    """Return the late withdrawal that a mail is about if its recipient may still do ``action`` on it, else ``None``."""
    dossiers = acces.dossiers_accessibles(courrier.personne, action, instant)
    retraits = RetraitTardif.objects.filter(pk=courrier.cle_de_l_objet, sortie__candidature__in=dossiers)
    return retraits.select_related("sortie__candidature__edition").first()


def reintegration_du_courrier(courrier, instant):
    """Return the reinstatement that a mail is about if its recipient still follows the candidature, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    reintegrations = Reintegration.objects.filter(pk=courrier.cle_de_l_objet, sortie__candidature__in=suivies)
    return reintegrations.select_related("sortie__candidature__edition").first()


def annonce_du_courrier(courrier, instant):
    """Return the announcement that a mail carries while its recipient still works on a candidature of it, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    annonces = Annonce.objects.filter(pk=courrier.cle_de_l_objet, edition__in=suivies.values("edition"))
    return annonces.select_related("edition", "version").first()


def invitation_du_courrier(courrier, instant):
    """Return the invitation that a mail carries while it can still be used, else ``None``."""
    ouvertes = Invitation.objects.filter(utilisee_le=None, annulee_le=None, expire_le__gt=instant)
    invitation = ouvertes.filter(pk=courrier.cle_de_l_objet, courriel=courrier.destinataire)
    return invitation.select_related("candidature__edition", "par").first()


def depart_du_courrier(courrier, instant):
    """Return the place that the recipient of a mail has lost in a team, unless they came back since, else ``None``."""
    revenus = Equipier.objects.actifs().filter(candidature=OuterRef("candidature"), personne=courrier.personne)
    perdues = _places(courrier).filter(~Exists(revenus), personne=courrier.personne, retire_le__isnull=False)
    return perdues.first()


def place_du_courrier(courrier, instant):
    """Return the place that a mail is about while its recipient holds it, else ``None``."""
    return _places(courrier).filter(personne=courrier.personne, retire_le=None).first()


def place_transmise_du_courrier(courrier, instant):
    """Return the same while it lets its recipient file."""
    place = place_du_courrier(courrier, instant)
    return place if place and place.droit == Droit.DEPOSER else None


def place_quittee_du_courrier(courrier, instant):
    """Return the place that somebody left, while the recipient of the mail may file that dossier, else ``None``."""
    dossiers = acces.dossiers_accessibles(courrier.personne, Action.DEPOSER, instant)
    return _places(courrier).filter(retire_le__isnull=False, candidature__in=dossiers).first()


def _places(courrier):
    places = Equipier.objects.filter(pk=courrier.cle_de_l_objet)
    return places.select_related("candidature__edition", "personne").order_by("pk")


def edition_du_brouillon_supprime(courrier, instant):
    """Return the edition of the draft that a mail says was deleted: nothing else of it is left."""
    return Edition.objects.filter(pk=courrier.contexte["edition"]).first()


def auteur_du_courrier(courrier):
    """Return who did what a mail tells, or ``None`` when that account is no more."""
    return Personne.objects.filter(pk=courrier.contexte.get("par")).first()


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
    trouvees = lignes.filter(pk=courrier.cle_de_l_objet, candidature__in=dossiers)
    return trouvees.select_related("candidature__edition").first()
