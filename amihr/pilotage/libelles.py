"""The names of the mails, as the register of mails says them."""

COURRIERS = {
    "accuse_de_depot": "Accusé de réception du dépôt",
    "complement_demande": "Complément demandé",
    "complement_prolonge": "Complément\u00a0: délai prolongé",
    "complement_rappel": "Complément\u00a0: rappel",
    "complement_recu": "Complément reçu",
    "complement_a_examiner": "Complément à examiner",
    "video_a_rendre_accessible": "Vidéo à rendre accessible",
    "message_recu": "Message d’une équipe",
    "message_de_la_region": "Message à l’équipe",
    "reponse_publiee": "Réponse publiée",
    "reponse_privee": "Réponse à une question",
    "actualite": "Actualité de l’appel",
    "abonnement_a_confirmer": "Adresse à confirmer pour les actualités",
    "annonce_reglement": "Règlement modifié",
    "annonce_report": "Clôture reportée",
    "annonce_suspension": "Appel suspendu",
    "annonce_reprise": "Appel repris",
    "annonce_annulation": "Appel annulé",
    "rappel_de_depot": "Rappel avant la clôture",
    "candidature_retiree": "Retrait de la candidature",
    "retrait_tardif": "Retrait après la clôture",
    "retrait_a_connaitre": "Retrait après la clôture, à connaître",
    "candidature_reintegree": "Candidature réintégrée",
    "dossier_repris": "Dossier repris par un collègue",
    "visa_demande": "Visa demandé",
    "rapporteur_nomme": "Rapporteur nommé",
    "rapporteur_decharge": "Rapporteur déchargé",
    "irrecevable": "Suite de l’examen de recevabilité",
    "ineligible": "Suite de l’examen d’éligibilité",
    "disqualifiee": "Candidature écartée",
    "decision_favorable": "Décision\u00a0: labellisée",
    "decision_defavorable": "Décision\u00a0: non labellisée",
    "question_de_lecture": "Question d’un membre de la commission",
    "reponse_de_lecture": "Réponse à une question de la commission",
    "label_publie": "Label publié, macaron",
    "label_retire": "Retrait du label",
    "label_retabli": "Rétablissement du label",
    "invitation_commission": "Invitation à la commission",
    "engagement_a_signer": "Engagement à signer",
    "nda_signe": "Engagement signé",
}


def nom_du_courrier(evenement):
    """Return the name of a mail in French; its code when this list has none."""
    return COURRIERS.get(evenement, evenement)
