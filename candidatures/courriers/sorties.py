"""The mails of what leaves the call late, or comes back."""

from candidatures.acces import Action
from candidatures.lectures.courriers import reintegration_du_courrier, retrait_du_courrier

from .dossier import CourrierDuDossier


class RetraitTardif(CourrierDuDossier):
    """The receipt of a withdrawal after the closing, to the whole team."""

    sujet = "{reference} : candidature retirée après la clôture"
    gabarit = "retrait_tardif"
    libelle = "Ouvrir le dossier"
    vers = "candidatures:dossier"

    def objet(self, courrier, instant):
        return retrait_du_courrier(courrier, instant, Action.SUIVRE)

    def edition(self, objet):
        return objet.sortie.candidature.edition

    def arguments(self, objet):
        return [objet.sortie.candidature.reference]

    def faits(self, objet):
        return {"reference": objet.sortie.candidature.reference, "instant": objet.sortie.instant}


class RetraitAConnaitre(RetraitTardif):
    """To those who instruct, whose reading has just ended: a reference and an hour."""

    gabarit = "retrait_a_connaitre"
    libelle = "Voir les retraits et réintégrations"
    vers = "pilotage:sorties"

    def objet(self, courrier, instant):
        return retrait_du_courrier(courrier, instant, Action.REINTEGRER)

    def arguments(self, objet):
        return []


class CandidatureReintegree(RetraitTardif):
    """To the team: its dossier is examined again from where it was; the reason waits in its space."""

    sujet = "{reference} : candidature réintégrée"
    gabarit = "candidature_reintegree"
    libelle = "Lire le motif"
    vers = "candidatures:historique"

    def objet(self, courrier, instant):
        return reintegration_du_courrier(courrier, instant)

    def faits(self, objet):
        return super().faits(objet) | {"instant": objet.instant, "etat": objet.sortie.vers}
