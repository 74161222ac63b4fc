"""The mails about an exceptional access: a dossier’s number, names of staff, an hour; no company, no title, no motive."""

from amihr.comptes.models import Role
from candidatures.lectures.acces_exceptionnels import acces_du_courrier

from .dossier import CourrierDuDossier

AUTORISE = ("ouvert", "ferme", "fini")


class AccesExceptionnelDemande(CourrierDuDossier):
    """To the agents who may open the dossier to somebody else."""

    sujet = "{reference} : un accès exceptionnel attend une décision"
    gabarit = "acces_exceptionnel_demande"
    libelle = "Lire la demande"
    action_requise = True
    etats = ("en_attente",)

    def objet(self, courrier, instant):
        return acces_du_courrier(courrier, instant, self.etats)

    def adresse(self, objet):
        return "pilotage:acces_exceptionnel", [objet.pk]

    def faits(self, objet):
        return {
            "reference": objet.candidature.reference,
            "personne": objet.personne,
            "demande_le": objet.demande_le,
            "expire_le": objet.expire_le,
            "autorise_par": objet.autorise_par,
            "autorise_le": objet.autorise_le,
            "finit_le": objet.finit_le,
        }


class AccesExceptionnelOuvert(AccesExceptionnelDemande):
    """To whoever asked: the hour has begun."""

    sujet = "{reference} : votre accès exceptionnel est ouvert pour une heure"
    gabarit = "acces_exceptionnel_ouvert"
    libelle = "Ouvrir l’accès"
    action_requise = False
    etats = ("ouvert",)


class AvisDAccesExceptionnel(AccesExceptionnelDemande):
    """To the secretariat, the president and the DPO: who may read what, until when, by whose decision."""

    sujet = "{reference} : accès exceptionnel autorisé"
    gabarit = "acces_exceptionnel_avis"
    libelle = "Voir cet accès"
    action_requise = False
    etats = AUTORISE

    def contexte(self, courrier, instant):
        """The president has no page in the Région's space: no link."""
        contexte = super().contexte(courrier, instant)
        return contexte if courrier.personne.a_role(Role.AGENT, Role.DPO) else contexte | {"lien": ""}
