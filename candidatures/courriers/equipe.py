"""The mails inside a team: somebody left, a right changed, a draft is no more. A reference and a name, no content."""

from amihr.editions.courriers import CourrierDeLEdition
from candidatures.lectures.courriers import (
    auteur_du_courrier,
    depart_du_courrier,
    edition_du_brouillon_supprime,
    place_du_courrier,
    place_quittee_du_courrier,
    place_transmise_du_courrier,
)

from .dossier import CourrierDuDossier

SANS_NOM = "une personne de l’équipe"


class CourrierDEquipe(CourrierDuDossier):
    """A mail about somebody's place in a team: who did what, when."""

    def contexte(self, courrier, instant):
        auteur = {"par": auteur_du_courrier(courrier) or SANS_NOM, "instant": courrier.poste_le}
        return super().contexte(courrier, instant) | auteur

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "equipier": objet}


class EquipierRetire(CourrierDEquipe):
    """To who was removed: the dossier is no longer theirs to open."""

    sujet = "{reference} : vous ne faites plus partie de l’équipe"
    gabarit = "equipier_retire"
    libelle = "Voir mes candidatures"
    lecture = staticmethod(depart_du_courrier)
    vers = "candidatures:liste"

    def arguments(self, objet):
        return []


class EquipierParti(CourrierDEquipe):
    """To those who may file: somebody left by themselves."""

    sujet = "{reference} : {par} a quitté l’équipe"
    gabarit = "equipier_parti"
    libelle = "Voir l’équipe"
    lecture = staticmethod(place_quittee_du_courrier)
    vers = "candidatures:equipe"


class DroitChange(CourrierDEquipe):
    """To whose right changed: it is said as it stands when the mail leaves."""

    sujet = "{reference} : votre droit dans l’équipe a changé"
    gabarit = "droit_change"
    libelle = "Ouvrir le dossier"
    lecture = staticmethod(place_du_courrier)


class DossierTransmis(DroitChange):
    """To who received the dossier."""

    sujet = "{reference} : {par} vous a transmis ce dossier"
    gabarit = "dossier_transmis"
    lecture = staticmethod(place_transmise_du_courrier)


class BrouillonSupprime(CourrierDeLEdition):
    """To the whole team of a draft that is no more."""

    sujet = "{reference} : brouillon supprimé"
    gabarit = "brouillon_supprime"
    libelle = "Voir mes candidatures"
    lecture = staticmethod(edition_du_brouillon_supprime)
    vers = "candidatures:liste"

    def edition(self, objet):
        return objet

    def contexte(self, courrier, instant):
        contexte = super().contexte(courrier, instant)
        return contexte | {"par": auteur_du_courrier(courrier) or SANS_NOM, "instant": courrier.poste_le}
