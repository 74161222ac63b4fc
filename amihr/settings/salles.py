"""What the rooms declare, by dotted strings: so the ground floor finds them without importing them."""

# The sentences of refusals: modules with PHRASES = {"code": "…"}.
REFUS = [
    "candidatures.regles.refus",
    "evaluation.regles.refus",
    "catalogue.regles.refus",
    "amihr.habilitations.refus",
    "amihr.editions.refus",
    "amihr.pilotage.refus",
    "amihr.courrier.refus",
    "amihr.comptes.refus",
    "amihr.fichiers.refus",
]

# The composer of each event of the outbox.
COURRIERS = {
    "ancre_du_journal": "amihr.courrier.ancres.AncreDuJournal",
    "accuse_de_depot": "candidatures.courriers.dossier.AccuseDeDepot",
    "candidature_retiree": "candidatures.courriers.dossier.CandidatureRetiree",
    "retrait_tardif": "candidatures.courriers.sorties.RetraitTardif",
    "retrait_a_connaitre": "candidatures.courriers.sorties.RetraitAConnaitre",
    "dossier_repris": "candidatures.courriers.bureau.DossierRepris",
    "visa_demande": "candidatures.courriers.bureau.VisaDemande",
    "rapporteur_nomme": "candidatures.courriers.bureau.RapporteurNomme",
    "rapporteur_decharge": "candidatures.courriers.bureau.RapporteurDecharge",
    "acces_exceptionnel_demande": "candidatures.courriers.exception.AccesExceptionnelDemande",
    "acces_exceptionnel_ouvert": "candidatures.courriers.exception.AccesExceptionnelOuvert",
    "acces_exceptionnel_avis": "candidatures.courriers.exception.AvisDAccesExceptionnel",
    "candidature_reintegree": "candidatures.courriers.sorties.CandidatureReintegree",
    "rappel_de_depot": "candidatures.courriers.dossier.RappelDeDepot",
    "irrecevable": "candidatures.courriers.dossier.Irrecevable",
    "ineligible": "candidatures.courriers.dossier.Ineligible",
    "disqualifiee": "candidatures.courriers.dossier.Disqualifiee",
    "annonce_reglement": "candidatures.courriers.appel.AnnonceReglement",
    "annonce_report": "candidatures.courriers.appel.AnnonceReport",
    "annonce_suspension": "candidatures.courriers.appel.AnnonceSuspension",
    "annonce_reprise": "candidatures.courriers.appel.AnnonceReprise",
    "annonce_annulation": "candidatures.courriers.appel.AnnonceAnnulation",
    "reponse_publiee": "amihr.editions.courriers.ReponsePubliee",
    "reponse_privee": "amihr.editions.courriers.ReponsePrivee",
    "actualite": "amihr.editions.courriers.ActualiteParue",
    "abonnement_a_confirmer": "amihr.editions.courriers.AbonnementAConfirmer",
    "complement_demande": "candidatures.courriers.demandes.ComplementDemande",
    "complement_rappel": "candidatures.courriers.demandes.ComplementRappel",
    "complement_prolonge": "candidatures.courriers.demandes.ComplementProlonge",
    "complement_recu": "candidatures.courriers.demandes.ComplementRecu",
    "complement_a_examiner": "candidatures.courriers.demandes.ComplementAExaminer",
    "video_a_rendre_accessible": "candidatures.courriers.demandes.VideoARendreAccessible",
    "message_recu": "candidatures.courriers.messages.MessageRecu",
    "message_de_la_region": "candidatures.courriers.messages.MessageDeLaRegion",
    "invitation_equipe": "candidatures.courriers.appel.InvitationEquipe",
    "equipier_retire": "candidatures.courriers.equipe.EquipierRetire",
    "equipier_parti": "candidatures.courriers.equipe.EquipierParti",
    "droit_change": "candidatures.courriers.equipe.DroitChange",
    "dossier_transmis": "candidatures.courriers.equipe.DossierTransmis",
    "brouillon_supprime": "candidatures.courriers.equipe.BrouillonSupprime",
    "decision_favorable": "evaluation.courriers.DecisionFavorable",
    "decision_defavorable": "evaluation.courriers.DecisionDefavorable",
    "question_de_lecture": "evaluation.courriers.QuestionDeLecture",
    "reponse_de_lecture": "evaluation.courriers.ReponseDeLecture",
    "reponses_aux_lecteurs": "evaluation.courriers.ReponsesAuxLecteurs",
    "calibrage_ouvert": "evaluation.courriers.CalibrageOuvert",
    "calibrage_rappel": "evaluation.courriers.CalibrageRappel",
    "label_publie": "catalogue.courriers.LabelPublie",
    "label_retire": "catalogue.courriers.LabelRetire",
    "label_retabli": "catalogue.courriers.LabelRetabli",
    "dossiers_a_connaitre": "evaluation.courriers.DossiersAConnaitre",
    "dossiers_affectes": "evaluation.courriers.DossiersAffectes",
    "invitation_commission": "amihr.habilitations.courriers.InvitationCommission",
    "liens_a_declarer": "candidatures.courriers.commission.LiensADeclarer",
    "question_posee": "amihr.editions.courriers.QuestionPosee",
    "engagement_a_signer": "amihr.habilitations.courriers.EngagementASigner",
    "nda_signe": "amihr.habilitations.courriers.EngagementSigne",
    "compte_confirmation": "amihr.comptes.courriers.Confirmation",
    "compte_existant": "amihr.comptes.courriers.CompteExistant",
    "compte_inconnu": "amihr.comptes.courriers.CompteInconnu",
    "compte_modifie": "amihr.comptes.courriers.CompteModifie",
    "mot_de_passe_oublie": "amihr.comptes.courriers.MotDePasseOublie",
    "recuperation_demandee": "amihr.comptes.courriers.RecuperationDemandee",
    "second_facteur_reinitialise": "amihr.comptes.courriers.SecondFacteurReinitialise",
}

# The tasks that `socle.reveil.reveiller()` wakes, and those that beat repeats.
REVEIL = [
    "candidatures.produire_les_accuses",
    "candidatures.produire_les_copies",
    "candidatures.produire_les_apercus",
    "candidatures.diffuser_les_annonces",
    "evaluation.produire_les_pv",
    "evaluation.produire_les_exports",
    "evaluation.produire_les_trames",
    "evaluation.produire_les_livrets",
    "evaluation.produire_les_attestations",
    "habilitations.produire_les_exemplaires",
    "catalogue.delivrer_les_labels",
    "catalogue.annoncer_les_labels",
    "pilotage.produire_les_rapports",
    "pilotage.avancer_la_repetition",
    "courrier.expedier",
]
PERIODIQUES = {
    "candidatures.accuses": {"task": "candidatures.produire_les_accuses", "schedule": 60.0},
    "candidatures.annonces": {"task": "candidatures.diffuser_les_annonces", "schedule": 60.0},
    "candidatures.copies": {"task": "candidatures.produire_les_copies", "schedule": 60.0},
    "candidatures.apercus": {"task": "candidatures.produire_les_apercus", "schedule": 60.0},
    "candidatures.rappels": {"task": "candidatures.envoyer_les_rappels", "schedule": 300.0},
    "candidatures.sirens": {"task": "candidatures.verifier_les_sirens", "schedule": 60.0},
    "candidatures.declarations": {"task": "candidatures.rappeler_les_declarations", "schedule": 300.0},
    "candidatures.complements": {"task": "candidatures.rappeler_les_complements", "schedule": 300.0},
    "evaluation.proces_verbaux": {"task": "evaluation.produire_les_pv", "schedule": 60.0},
    "evaluation.trames": {"task": "evaluation.produire_les_trames", "schedule": 60.0},
    "evaluation.exports": {"task": "evaluation.produire_les_exports", "schedule": 60.0},
    "evaluation.livrets": {"task": "evaluation.produire_les_livrets", "schedule": 60.0},
    "evaluation.attestations": {"task": "evaluation.produire_les_attestations", "schedule": 60.0},
    "evaluation.avis": {"task": "evaluation.prevenir_les_membres", "schedule": 300.0},
    "habilitations.exemplaires": {"task": "habilitations.produire_les_exemplaires", "schedule": 60.0},
    "habilitations.rappels": {"task": "habilitations.rappeler_les_engagements", "schedule": 300.0},
    "fichiers.pages": {"task": "fichiers.dessiner_les_pages", "schedule": 20.0},
    "candidatures.pages": {"task": "candidatures.prevoir_les_pages", "schedule": 300.0},
    "fichiers.lever_la_quarantaine": {"task": "fichiers.lever_la_quarantaine", "schedule": 120.0},
    "catalogue.labels": {"task": "catalogue.delivrer_les_labels", "schedule": 60.0},
    "catalogue.annonces": {"task": "catalogue.annoncer_les_labels", "schedule": 60.0},
    "courrier.expedier": {"task": "courrier.expedier", "schedule": 60.0},
    "courrier.poster_les_ancres": {"task": "courrier.poster_les_ancres", "schedule": 3600.0},
    "pilotage.pages_du_jour": {"task": "pilotage.produire_les_pages_du_jour", "schedule": 300.0},
    "pilotage.repetition": {"task": "pilotage.avancer_la_repetition", "schedule": 60.0},
    "pilotage.rapports": {"task": "pilotage.produire_les_rapports", "schedule": 60.0},
    "journal.ancrer": {"task": "journal.ancrer", "schedule": 900.0},
    "comptes.oublier_les_sessions": {"task": "comptes.oublier_les_sessions", "schedule": 86_400.0},
    "socle.battre": {"task": "socle.battre", "schedule": 60.0},
    "socle.oublier_les_compteurs": {"task": "socle.oublier_les_compteurs", "schedule": 86_400.0},
}

# Conditions `f(personne, instant)`: who must give a second factor, who attends an open séance.
SECOND_FACTEUR_REQUIS = ["amihr.comptes.portes.a_un_role", "amihr.habilitations.engagements.est_membre"]
EN_SEANCE = ["evaluation.lectures.seances.est_en_seance"]

# `f(personne, edition, instant)`: (attached to a candidature of the edition, an undertaking of staff is to sign).
SITUATION_DE_L_AGENT = "candidatures.acces.situation_de_l_agent"

# `f(personne, edition)`: whether the rehearsal exists for this person; `f(objet)`: what holds the mails about a thing.
PARTICIPE_A_LA_REPETITION = "candidatures.acces.participe_a_la_repetition"
RETENUE_DES_COURRIERS = "amihr.editions.repetitions.retenue_des_courriers"

# `f(candidatures, instant)`: {pk: (short, sentence)} of the labels that ended, were withdrawn, or hold.
SITUATION_DES_LABELS = "catalogue.lectures.labels.dits_aux_equipes"

# `f(personne, edition)`: whether somebody has read every note of a call at its secretariat, out of any seat.
NOTES_LUES_AU_SECRETARIAT = "evaluation.lectures.secretariat.a_lu_les_notes"

# `f()`: the address that mails of accounts give, when COURRIEL_CONTACT names none.
CONTACT_DU_SITE = "amihr.editions.contact.contact_du_site"

# `f(path)`: the address that a page was sent to by mail, which the sign-in page then writes; "" for most pages.
ADRESSE_ATTENDUE = "candidatures.lectures.equipes.courriel_attendu"

# `f(personne)`: what somebody who has no password yet is invited to, which the page of their link says first.
INVITATIONS = "amihr.habilitations.engagements.sieges_de"

# `f(formulaire, contenu, fichiers)`: what a label would make public of answers that are not filed yet.
FICHE_ANNONCEE = "catalogue.regles.naissance.fiche_annoncee"

# Where each person lands after signing in: the first pair (condition, URL name) that holds.
ACCUEILS = [
    ("candidatures.acces.a_l_espace_de_la_region", "pilotage:region"),
    ("amihr.habilitations.engagements.est_membre", "evaluation:bureau"),
    ("amihr.comptes.portes.est_du_groupement", "catalogue:liste"),
]

# Tables where the web role may only add and read.
TABLES_EN_AJOUT_SEUL = ["journal_entreejournal", "journal_ancre"]
