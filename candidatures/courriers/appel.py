"""The mails to those who prepare a candidature: an invitation, what has changed in the call."""

from django.conf import settings

from amihr.editions.courriers import CourrierDeLEdition
from amihr.socle.textes import date_heure
from candidatures.lectures import annonce_du_courrier, invitation_du_courrier, ou_en_sont_les_dossiers


class InvitationEquipe(CourrierDeLEdition):
    """The invitation to a team; its token is blanked from the outbox once it is gone."""

    sujet = "{invitant} vous invite dans l’équipe d’une candidature"
    gabarit = "invitation_equipe"
    libelle = "Rejoindre l’équipe"
    action_requise = True
    a_effacer = ("jeton",)
    lecture = staticmethod(invitation_du_courrier)
    vers = "candidatures:liste"

    def edition(self, objet):
        return objet.candidature.edition

    def faits(self, objet):
        return {"invitant": objet.par.nom_complet, "invitation": objet}

    def contexte(self, courrier, instant):
        contexte = super().contexte(courrier, instant)
        return contexte | {"lien": f"{settings.ADRESSE_PUBLIQUE}/compte/invitations/{courrier.contexte['jeton']}/"}


class AnnonceDeLAppel(CourrierDeLEdition):
    """What has changed in the call, to whoever works on one of its candidatures, and whether each of theirs is filed."""

    libelle = "Voir mes candidatures"
    lecture = staticmethod(annonce_du_courrier)
    vers = "candidatures:liste"

    def edition(self, objet):
        return objet.edition

    def faits(self, objet):
        return {"annonce": objet, "cloture": date_heure(objet.derniere_minute)}

    def contexte(self, courrier, instant):
        lu = super().contexte(courrier, instant)
        return lu | {"dossiers": ou_en_sont_les_dossiers(courrier.personne, lu["annonce"].edition)}


class AnnonceReglement(AnnonceDeLAppel):
    sujet = "le règlement a changé, version {annonce.version.numero}"
    gabarit = "annonce_reglement"
    libelle = "Lire cette version et ce qui change"
    vers = "editions:reglement_version"

    def arguments(self, objet):
        return [objet.version.numero]


class AnnonceReport(AnnonceDeLAppel):
    sujet = "la clôture est reportée au {cloture}"
    gabarit = "annonce_report"

    def faits(self, objet):
        return super().faits(objet) | {"suspendue": objet.edition.est_suspendue(objet.instant)}

    def paragraphes(self, contexte):
        """Postponed while it is suspended, a call takes no filing before it resumes (see Q45)."""
        return "annonce_suspension" if contexte["suspendue"] else self.gabarit


class AnnonceSuspension(AnnonceDeLAppel):
    sujet = "l’appel est suspendu"
    gabarit = "annonce_suspension"


class AnnonceReprise(AnnonceDeLAppel):
    sujet = "l’appel reprend, clôture le {cloture}"
    gabarit = "annonce_reprise"


class AnnonceAnnulation(AnnonceDeLAppel):
    sujet = "l’appel est annulé"
    gabarit = "annonce_annulation"
