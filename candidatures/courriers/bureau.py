"""The mails between those who instruct: a dossier’s number, a colleague’s name, an hour; no company, no title."""

from candidatures.lectures.courriers import dossier_repris_du_courrier, rapport_du_courrier, visa_du_courrier

from .dossier import CourrierDuDossier


class DossierRepris(CourrierDuDossier):
    """To who had a dossier: a colleague has taken it over."""

    sujet = "{reference} : repris par {par}"
    gabarit = "dossier_repris"
    libelle = "Ouvrir le dossier"
    lecture = staticmethod(dossier_repris_du_courrier)
    vers = "pilotage:candidature"

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "par": objet.rendue_par, "instant": objet.rendue_le}


class VisaDemande(DossierRepris):
    """To whoever may give a visa."""

    sujet = "{reference} : une conclusion attend un visa"
    gabarit = "visa_demande"
    libelle = "Lire la proposition"
    action_requise = True
    lecture = staticmethod(visa_du_courrier)
    vers = "pilotage:visa"

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "par": objet.par, "instant": objet.instant}


class RapporteurNomme(DossierRepris):
    sujet = "{reference} : vous êtes rapporteur"
    gabarit = "rapporteur_nomme"
    action_requise = True

    def objet(self, courrier, instant):
        return rapport_du_courrier(courrier, instant, est_fini=False)

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "par": objet.nomme_par, "instant": objet.nomme_le}


class RapporteurDecharge(RapporteurNomme):
    sujet = "{reference} : vous n’êtes plus rapporteur"
    gabarit = "rapporteur_decharge"
    action_requise = False

    def objet(self, courrier, instant):
        return rapport_du_courrier(courrier, instant, est_fini=True)

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "par": objet.fin_par, "instant": objet.fin_le}
