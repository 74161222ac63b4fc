"""The mails of this room to the members of the commission: neither company nor title (see Q18)."""

from amihr.editions.courriers import CourrierDeLEdition
from candidatures.lectures.declarations import rappel_de_declaration_du_courrier


class LiensADeclarer(CourrierDeLEdition):
    """Links of interest wait for an answer; not sent any more once all of them are declared."""

    sujet = "Vos liens d’intérêts sont à déclarer"
    gabarit = "liens_a_declarer"
    libelle = "Déclarer mes liens d’intérêts"
    action_requise = True
    lecture = staticmethod(rappel_de_declaration_du_courrier)
    vers = "candidatures:liens"

    def edition(self, objet):
        return objet.edition

    def faits(self, objet):
        return {"dernier_jour": objet.dernier_jour, "est_depasse": objet.jours < 0}
