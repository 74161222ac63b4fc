"""The decision letters: their mail says that the decision is there; the letter is read after signing in."""

from amihr.editions.courriers import CourrierDeLEdition

from .lectures import decision_du_courrier


class LettreDeDecision(CourrierDeLEdition):
    """The mail that notifies a decision to the team."""

    libelle = "Lire la lettre de la Région"

    def objet(self, courrier, instant):
        return decision_du_courrier(courrier, instant)

    def edition(self, objet):
        return objet.candidature.edition

    def adresse(self, objet):
        return "evaluation:decision", [objet.candidature.reference]

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "decision": objet}


class DecisionFavorable(LettreDeDecision):
    sujet = "{reference} : votre solution est labellisée"
    gabarit = "decision_favorable"


class DecisionDefavorable(LettreDeDecision):
    sujet = "{reference} : décision sur votre candidature"
    gabarit = "decision_defavorable"
