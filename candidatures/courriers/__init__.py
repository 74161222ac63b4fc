"""The mails of this room: who may still receive them, and their words. No dossier content."""

from django.conf import settings

from amihr.courrier.compositeur import PasEncorePret
from amihr.editions.courriers import CourrierDeLEdition
from amihr.fichiers.stockage import lire
from amihr.socle.textes import date_heure, duree_restante
from candidatures.acces import Action
from candidatures.lectures import (
    annonce_du_courrier,
    brouillon,
    complement_a_examiner,
    complement_du_courrier,
    complement_prolonge,
    complement_rappele,
    depot_du_courrier,
    depots_de,
    invitation_du_courrier,
)
from candidatures.lectures.courriers import depot_conclu_du_courrier, reintegration_du_courrier, retrait_du_courrier
from candidatures.lectures.messages import message_du_courrier
from candidatures.lectures.rappels import rappel_du_courrier
from candidatures.lectures.videos import remede_du_courrier


class CourrierDuDossier(CourrierDeLEdition):
    """A mail to the team about a filed version."""

    def objet(self, courrier, instant):
        return depot_du_courrier(courrier, instant)

    def edition(self, objet):
        return objet.candidature.edition

    def adresse(self, objet):
        return "candidatures:dossier", [objet.candidature.reference]

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "depot": objet}


class AccuseDeDepot(CourrierDuDossier):
    """The receipt, with its PDF; it waits for the task that makes it."""

    sujet = "{reference} : accusé de dépôt, version {depot.numero}"
    gabarit = "accuse_de_depot"
    libelle = "Voir la version déposée"

    def adresse(self, objet):
        return "candidatures:depot", [objet.candidature.reference, objet.numero]

    def faits(self, objet):
        phrase = objet.candidature.edition.texte("candidature.accuse")
        return super().faits(objet) | {"phrase_accuse": phrase}

    def pieces_jointes(self, courrier):
        depot = depot_du_courrier(courrier, courrier.poste_le)
        accuse = getattr(depot, "accuse", None)
        if accuse is None:
            raise PasEncorePret
        return [(accuse.fichier.nom, lire(accuse.fichier), accuse.fichier.type_mime)]


class CandidatureRetiree(CourrierDuDossier):
    sujet = "{reference} : candidature retirée"
    gabarit = "candidature_retiree"

    def contexte(self, courrier, instant):
        return super().contexte(courrier, instant) | {"retiree_le": courrier.poste_le}


class Irrecevable(CourrierDuDossier):
    sujet = "{reference} : suite de l’examen de recevabilité"
    gabarit = "irrecevable"
    libelle = "Lire la décision et son motif"

    def objet(self, courrier, instant):
        return depot_conclu_du_courrier(courrier, instant)

    def adresse(self, objet):
        return "evaluation:decision", [objet.candidature.reference]


class Ineligible(Irrecevable):
    sujet = "{reference} : suite de l’examen d’éligibilité"
    gabarit = "ineligible"


class Disqualifiee(Irrecevable):
    sujet = "{reference} : candidature écartée"
    gabarit = "disqualifiee"


class RappelDeDepot(CourrierDuDossier):
    """What is written and not filed, before the closing. It leaves only while that is still true."""

    sujet = "{reference} : {constat}, clôture {reste}"
    gabarit = "rappel_de_depot"
    libelle = "Ouvrir le dossier"
    action_requise = True

    def objet(self, courrier, instant):
        return rappel_du_courrier(courrier, instant)

    def faits(self, objet):
        candidature = objet.candidature
        depots = depots_de(candidature)
        manques = len(brouillon(candidature).manques)
        constat = "complet mais non déposé" if not manques else "dossier non déposé"
        return {
            "reference": candidature.reference,
            "version": depots[0].numero if depots else None,
            "manques": manques,
            "constat": "changements non déposés" if depots else constat,
        }

    def contexte(self, courrier, instant):
        lu = super().contexte(courrier, instant)
        edition = rappel_du_courrier(courrier, instant).candidature.edition
        reste = duree_restante(edition.cloture_le, instant)
        return lu | {"derniere_minute": edition.derniere_minute, "reste": reste}

    def paragraphes(self, contexte):
        if contexte["version"]:
            return "rappel_changements"
        return "rappel_incomplet" if contexte["manques"] else "rappel_complet"


class InvitationEquipe(CourrierDeLEdition):
    """The invitation to a team; its token is blanked from the outbox once it is gone."""

    sujet = "{invitant} vous invite à préparer une candidature"
    gabarit = "invitation_equipe"
    libelle = "Rejoindre l’équipe"
    action_requise = True
    a_effacer = ("jeton",)

    def objet(self, courrier, instant):
        return invitation_du_courrier(courrier, instant)

    def edition(self, objet):
        return objet.candidature.edition

    def adresse(self, objet):
        return "candidatures:liste", []

    def faits(self, objet):
        return {"invitant": objet.par.nom_complet, "invitation": objet}

    def contexte(self, courrier, instant):
        contexte = super().contexte(courrier, instant)
        return contexte | {"lien": f"{settings.ADRESSE_PUBLIQUE}/compte/invitations/{courrier.contexte['jeton']}/"}


class AnnonceDeLAppel(CourrierDeLEdition):
    """What has changed in the call, to whoever works on one of its candidatures; no word of any dossier."""

    libelle = "Voir mes candidatures"

    def objet(self, courrier, instant):
        return annonce_du_courrier(courrier, instant)

    def edition(self, objet):
        return objet.edition

    def adresse(self, objet):
        return "candidatures:liste", []

    def faits(self, objet):
        return {"annonce": objet, "cloture": date_heure(objet.derniere_minute)}


class AnnonceReglement(AnnonceDeLAppel):
    sujet = "le règlement a changé, version {annonce.version.numero}"
    gabarit = "annonce_reglement"
    libelle = "Lire cette version et ce qui change"

    def adresse(self, objet):
        return "editions:reglement_version", [objet.version.numero]


class AnnonceReport(AnnonceDeLAppel):
    sujet = "la clôture est reportée au {cloture}"
    gabarit = "annonce_report"


class AnnonceSuspension(AnnonceDeLAppel):
    sujet = "l’appel est suspendu"
    gabarit = "annonce_suspension"


class AnnonceReprise(AnnonceDeLAppel):
    sujet = "l’appel reprend, clôture le {cloture}"
    gabarit = "annonce_reprise"


class AnnonceAnnulation(AnnonceDeLAppel):
    sujet = "l’appel est annulé"
    gabarit = "annonce_annulation"


class ComplementDemande(CourrierDuDossier):
    """Pieces are asked of the team, until a minute; the reason waits in its space."""

    sujet = "{reference} : pièces demandées avant le {echeance}"
    gabarit = "complement_demande"
    libelle = "Voir les pièces demandées"
    action_requise = True

    def objet(self, courrier, instant):
        return complement_du_courrier(courrier, instant)

    def adresse(self, objet):
        return "candidatures:complement", [objet.candidature.reference, objet.pk]

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "echeance": date_heure(objet.derniere_minute)}


class ComplementRappel(ComplementDemande):
    sujet = "{reference} : rappel, pièces attendues avant le {echeance}"
    gabarit = "complement_rappel"

    def objet(self, courrier, instant):
        complement = complement_rappele(courrier, instant)
        return complement if complement is not None and complement.est_attendu(instant) else None


class ComplementProlonge(ComplementDemande):
    sujet = "{reference} : délai prolongé jusqu’au {echeance}"
    gabarit = "complement_prolonge"
    action_requise = False

    def objet(self, courrier, instant):
        return complement_prolonge(courrier, instant)


class ComplementRecu(ComplementDemande):
    """The receipt of a complement, to the whole team."""

    sujet = "{reference} : complément envoyé"
    gabarit = "complement_recu"
    libelle = "Voir le complément envoyé"
    action_requise = False

    def faits(self, objet):
        return super().faits(objet) | {"envoye_le": objet.envoye_le}


class ComplementAExaminer(ComplementRecu):
    """To the agent who asked."""

    sujet = "{reference} : complément reçu"
    gabarit = "complement_a_examiner"
    libelle = "Ouvrir le dossier"

    def objet(self, courrier, instant):
        return complement_a_examiner(courrier, instant)

    def adresse(self, objet):
        return "pilotage:complements", [objet.candidature.reference]


class VideoARendreAccessible(CourrierDuDossier):
    """The commission could not open the video: the same remedy, before the same minute, for all."""

    sujet = "{reference} : vidéo à rendre accessible avant le {echeance}"
    gabarit = "video_a_rendre_accessible"
    libelle = "Répondre dans mon espace"
    action_requise = True

    def objet(self, courrier, instant):
        return remede_du_courrier(courrier, instant)

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "echeance": date_heure(objet.derniere_minute)}


class MessageDeLaRegion(CourrierDuDossier):
    """To the team: something is written in its thread; the words wait behind the sign-in."""

    sujet = "{reference} : vous avez un message"
    gabarit = "message_de_la_region"
    libelle = "Lire le message"

    def objet(self, courrier, instant):
        return message_du_courrier(courrier, instant, Action.SUIVRE)

    def adresse(self, objet):
        return "candidatures:messages", [objet.candidature.reference]

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "ecrit_le": objet.instant}


class MessageRecu(MessageDeLaRegion):
    """To those who instruct: a reference and an hour, which is all that they know of a dossier before the seal is lifted."""

    sujet = "{reference} : message d’une équipe"
    gabarit = "message_recu"
    libelle = "Lire le message et y répondre"

    def objet(self, courrier, instant):
        return message_du_courrier(courrier, instant, Action.CORRESPONDRE)

    def adresse(self, objet):
        return "pilotage:messages", [objet.candidature.reference]


class RetraitTardif(CourrierDuDossier):
    """The receipt of a withdrawal after the closing, to the whole team."""

    sujet = "{reference} : candidature retirée après la clôture"
    gabarit = "retrait_tardif"
    libelle = "Ouvrir le dossier"

    def objet(self, courrier, instant):
        return retrait_du_courrier(courrier, instant, Action.SUIVRE)

    def edition(self, objet):
        return objet.sortie.candidature.edition

    def adresse(self, objet):
        return "candidatures:dossier", [objet.sortie.candidature.reference]

    def faits(self, objet):
        return {"reference": objet.sortie.candidature.reference, "instant": objet.sortie.instant}


class RetraitAConnaitre(RetraitTardif):
    """To those who instruct, whose reading has just ended: a reference and an hour."""

    gabarit = "retrait_a_connaitre"
    libelle = "Voir les retraits et réintégrations"

    def objet(self, courrier, instant):
        return retrait_du_courrier(courrier, instant, Action.REINTEGRER)

    def adresse(self, objet):
        return "pilotage:sorties", []


class CandidatureReintegree(RetraitTardif):
    """To the team: its dossier is examined again from where it was; the reason waits in its space."""

    sujet = "{reference} : candidature réintégrée"
    gabarit = "candidature_reintegree"
    libelle = "Lire le motif"

    def objet(self, courrier, instant):
        return reintegration_du_courrier(courrier, instant)

    def adresse(self, objet):
        return "candidatures:historique", [objet.sortie.candidature.reference]

    def faits(self, objet):
        return super().faits(objet) | {"instant": objet.instant, "etat": objet.sortie.vers}
