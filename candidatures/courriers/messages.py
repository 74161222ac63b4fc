"""The mails of a thread, both ways: a reference and an hour, the words wait behind the sign-in."""

from candidatures.acces import Action
from candidatures.lectures.messages import message_du_courrier

from .dossier import CourrierDuDossier


class MessageDeLaRegion(CourrierDuDossier):
    """To the team: something is written in its thread; the words wait behind the sign-in."""

    sujet = "{reference} : vous avez un message"
    gabarit = "message_de_la_region"
    libelle = "Lire le message"
    vers = "candidatures:messages"

    def objet(self, courrier, instant):
        return message_du_courrier(courrier, instant, Action.SUIVRE)

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "ecrit_le": objet.instant}


class MessageRecu(MessageDeLaRegion):
    """To those who instruct: a reference and an hour, which is all that they know of a dossier before the seal is lifted."""

    sujet = "{reference} : message d’une équipe"
    gabarit = "message_recu"
    libelle = "Lire le message et y répondre"
    vers = "pilotage:messages"

    def objet(self, courrier, instant):
        return message_du_courrier(courrier, instant, Action.CORRESPONDRE)
