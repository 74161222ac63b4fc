"""The mails about what the Région asks of a team after the closing: pieces, a video that opens."""

from amihr.socle.textes import date_heure
from candidatures.lectures import complement_a_examiner, complement_du_courrier, complement_prolonge, complement_rappele
from candidatures.lectures.videos import remede_du_courrier

from .dossier import CourrierDuDossier


class ComplementDemande(CourrierDuDossier):
    """Pieces are asked of the team, until a minute; the reason waits in its space."""

    sujet = "{reference} : pièces demandées, au plus tard le {echeance}"
    gabarit = "complement_demande"
    libelle = "Voir les pièces demandées"
    action_requise = True
    lecture = staticmethod(complement_du_courrier)
    vers = "candidatures:complement"

    def arguments(self, objet):
        return [objet.candidature.reference, objet.pk]

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "echeance": date_heure(objet.derniere_minute)}


class ComplementRappel(ComplementDemande):
    sujet = "{reference} : rappel, pièces attendues au plus tard le {echeance}"
    gabarit = "complement_rappel"

    def objet(self, courrier, instant):
        complement = complement_rappele(courrier, instant)
        return complement if complement is not None and complement.est_attendu(instant) else None


class ComplementProlonge(ComplementDemande):
    sujet = "{reference} : délai prolongé jusqu’au {echeance}"
    gabarit = "complement_prolonge"
    action_requise = False
    lecture = staticmethod(complement_prolonge)


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
    lecture = staticmethod(complement_a_examiner)
    vers = "pilotage:complements"

    def arguments(self, objet):
        return [objet.candidature.reference]


class VideoARendreAccessible(CourrierDuDossier):
    """The commission could not open the video: the same remedy, before the same minute, for all."""

    sujet = "{reference} : vidéo à rendre accessible au plus tard le {echeance}"
    gabarit = "video_a_rendre_accessible"
    libelle = "Répondre dans mon espace"
    action_requise = True
    lecture = staticmethod(remede_du_courrier)

    def faits(self, objet):
        return {"reference": objet.candidature.reference, "echeance": date_heure(objet.derniere_minute)}
