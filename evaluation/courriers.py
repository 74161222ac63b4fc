"""The mails of this room: a decision is there, a question is asked or answered, one’s dossiers have changed, a calibration waits.

The words are read after signing in.
"""

from amihr.editions.courriers import CourrierDeLEdition

from .lectures import decision_du_courrier
from .lectures.avis import avis_du_courrier, connaissance_du_courrier, reponses_du_courrier
from .lectures.connaissance import siege_du_courrier
from .lectures.discussion import message_du_courrier
from .models import Voix


class LettreDeDecision(CourrierDeLEdition):
    """The mail that notifies a decision to the team."""

    libelle = "Lire la lettre de la Région"
    lecture = staticmethod(decision_du_courrier)
    vers = "evaluation:decision"

    def edition(self, objet):
        return objet.candidature.edition

    def arguments(self, objet):
        return [objet.candidature.reference]

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "decision": objet}


class DecisionFavorable(LettreDeDecision):
    sujet = "{reference} : votre solution est labellisée"
    gabarit = "decision_favorable"


class DecisionDefavorable(LettreDeDecision):
    sujet = "{reference} : décision sur votre candidature"
    gabarit = "decision_defavorable"


class QuestionDeLecture(CourrierDeLEdition):
    """To the secretariat: a member asks something. The reference and an hour; neither who, nor which company."""

    sujet = "{reference} : question d’un membre de la commission"
    gabarit = "question_de_lecture"
    libelle = "Lire la question et y répondre"
    voix = Voix.SECRETARIAT
    vers = "evaluation:discussion_de_la_region"

    def objet(self, courrier, instant):
        return message_du_courrier(courrier, instant, self.voix)

    def edition(self, objet):
        return objet.candidature.edition

    def arguments(self, objet):
        return [objet.candidature.reference]

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "ecrit_le": objet.instant}


class ReponseDeLecture(QuestionDeLecture):
    """To the member who asked: neither company nor title (Q18)."""

    sujet = "{reference} : réponse du secrétariat"
    gabarit = "reponse_de_lecture"
    libelle = "Lire la réponse"
    voix = Voix.LECTEUR
    vers = "evaluation:discussion"


class DossiersAffectes(CourrierDeLEdition):
    """To a member: one's dossiers have changed. How many, which ones and whose is read after signing in."""

    sujet = "les dossiers que vous avez à évaluer ont changé"
    gabarit = "dossiers_affectes"
    libelle = "Voir mes dossiers"
    action_requise = True
    vers = "evaluation:bureau"

    def objet(self, courrier, instant):
        return siege_du_courrier(courrier)

    def edition(self, objet):
        return objet.edition

    def faits(self, objet):
        return {"change_le": objet.change_le, "est_a_connaitre": objet.est_a_connaitre}


class DossiersAConnaitre(CourrierDeLEdition):
    """To a member who has not said that they know their dossiers; not sent once they have, or once the list has changed again."""

    sujet = "dites que vous avez pris connaissance de vos dossiers"
    gabarit = "dossiers_a_connaitre"
    libelle = "Voir mes dossiers"
    action_requise = True
    lecture = staticmethod(connaissance_du_courrier)
    vers = "evaluation:bureau"

    def edition(self, objet):
        return objet.edition

    def faits(self, objet):
        return {"change_le": objet.change_le}


class ReponsesAuxLecteurs(CourrierDeLEdition):
    """To the other readers of the dossiers, once a day: how many answers. Neither which dossiers, nor who asked."""

    sujet = "réponse du secrétariat sur vos dossiers"
    gabarit = "reponses_aux_lecteurs"
    libelle = "Ouvrir mes dossiers"
    lecture = staticmethod(reponses_du_courrier)
    vers = "evaluation:bureau"

    def edition(self, objet):
        return objet.edition

    def faits(self, objet):
        return {"combien": objet.combien}


class CalibrageOuvert(CourrierDeLEdition):
    """To a member: fictional dossiers wait for their notes; not sent any more once both grids are submitted.

    « Action requise » only where a first real note waits for them.
    """

    sujet = "calibrage : deux dossiers fictifs à noter"
    gabarit = "calibrage_ouvert"
    libelle = "Noter les dossiers fictifs"
    lecture = staticmethod(avis_du_courrier)
    vers = "evaluation:bureau"

    def edition(self, objet):
        return objet.edition

    def faits(self, objet):
        est_depasse = objet.jours is not None and objet.jours < 0
        attendu = {"est_exige": objet.est_exige, "action_requise": objet.est_exige}
        rappel = "vos grilles sont attendues" if objet.est_exige else "deux dossiers fictifs vous sont proposés"
        return {"avant_le": objet.avant_le, "est_depasse": est_depasse, "rappel": rappel, **attendu}


class CalibrageRappel(CalibrageOuvert):
    """The same, near the last day asked and once it is over."""

    sujet = "calibrage : {rappel}"
    gabarit = "calibrage_rappel"
