"""Who gets what: one line per address and per method. Everybody not named gets 404, or the way to sign in.

Columns: the address's name, the method, who is served, on which dossiers, the answer; several lines add up. A method without a line is
refused (405) to whoever comes that far. « agit » is any answer of an address that does its work: 200, 302, 409, 422.
People and situations are those of monde.py; several are joined by « + ».
"""

from tests.securite import table_region

# Situations of a dossier.
DOSSIERS = {
    "-": (),
    "tous": (
        "brouillon_avant", "deposee_avant", "brouillon", "deposee", "retiree", "irrecevable", "recevable", "ineligible",
        "eligible", "en_evaluation", "disqualifiee", "notifiee", "publiee",
    ),
    "deposes": (
        "deposee_avant", "deposee", "retiree", "irrecevable", "recevable", "ineligible", "eligible", "en_evaluation",
        "disqualifiee", "notifiee", "publiee",
    ),
    # Filed, not withdrawn, seal lifted: what instruction reads.
    "lus": (
        "deposee", "irrecevable", "recevable", "ineligible", "eligible", "en_evaluation", "disqualifiee", "notifiee",
        "publiee",
    ),
    # Before the commission or beyond.
    "soumis": ("eligible", "en_evaluation", "notifiee", "publiee"),
    "a_noter": ("en_evaluation",),
    "a_repartir": ("eligible", "en_evaluation"),
    "labellises": ("notifiee", "publiee"),
    "publies": ("publiee",),
}  # fmt: skip

# People. A role alone opens no dossier: « agents » are for the pages that show none; those who have not signed are sent
# to sign, the one who is attached to a candidature finds nothing.
GENS = {
    "equipe": ("alice", "remi", "lise"),
    "lectrice": ("lise",),
    "sans_deposer": ("remi", "lise"),
    "redacteurs": ("alice", "remi"),
    "deposants": ("alice",),
    "membres": ("mona", "paula", "nora", "marc", "diane", "lea", "hugo", "theo"),
    "engages": ("mona", "paula", "nora", "diane", "lea", "hugo", "theo"),
    "affectes": ("mona", "paula", "nora", "marc", "diane", "lea", "hugo"),
    "lecteurs": ("mona", "paula", "hugo"),
    "instructeurs": ("agnes", "hugo"),
    "operateurs_engages": ("oscar",),
    "presidente": ("paula",),
    "agents": ("agnes", "denis", "hugo"),
    "operateurs": ("oscar",),
    "administrateur": ("adam",),
    "dpo": ("dora",),
}

LIGNES = (
    table_region.LIGNES
    + """
# --- Public ---
horloge                                 GET   tous                                  -           200
sante                                   GET   tous                                  -           200
editions:accueil                        GET   tous                                  -           200
editions:reglement                      GET   tous                                  -           200
editions:reglement_version              GET   tous                                  -           200
editions:reglement_pdf                  GET   personne                              -           404
editions:document_associe               GET   personne                              -           404
editions:eligibilite                    GET   tous                                  -           200
editions:calendrier                     GET   tous                                  -           200
editions:echeance                       GET   tous                                  -           200
editions:calendrier_ics                 GET   tous                                  -           200
evaluation:trame                        GET   tous                                  -           200
evaluation:trame_pdf                    GET   tous                                  -           202
evaluation:trame_docx                   GET   tous                                  -           202
editions:contact                        GET   tous                                  -           200
editions:questions                      GET   tous                                  -           200
editions:actualites                     GET   tous                                  -           200
editions:flux                           GET   tous                                  -           200
editions:abonnement                     GET   tous                                  -           200
editions:abonnement                     POST  tous                                  -           422
editions:confirmer_l_abonnement         GET   tous                                  -           404
editions:confirmer_l_abonnement         POST  tous                                  -           404
editions:se_desabonner                  GET   tous                                  -           404
editions:se_desabonner                  POST  tous                                  -           404
editions:poser_une_question             GET   tous                                  -           200
editions:poser_une_question             POST  tous                                  -           422
evaluation:criteres                     GET   tous                                  -           200
evaluation:simulateur                   GET   tous                                  -           200
plan_du_site                            GET   tous                                  -           200
code_source                             GET   tous                                  -           200
accessibilite                           GET   tous                                  -           200
mentions_legales                        GET   tous                                  -           200
donnees_personnelles                    GET   tous                                  -           200
robots                                  GET   tous                                  -           200
sitemap                                 GET   tous                                  -           200
security_txt                            GET   tous                                  -           200
candidatures:verifier_depot             GET   tous                                  deposes     200
catalogue:liste                         GET   tous                                  -           200
catalogue:json                          GET   tous                                  -           200
catalogue:csv                           GET   tous                                  -           200
catalogue:comparer                      GET   tous                                  -           200
catalogue:fiche                         GET   tous                                  publies     200
catalogue:fiche_json                    GET   tous                                  publies     200
catalogue:logo                          GET   tous                                  -           200
catalogue:verifier                      GET   tous                                  -           200
catalogue:verifier_code                 GET   tous                                  publies     200
catalogue:verifier_json                 GET   tous                                  publies     200
catalogue:macaron                       GET   tous                                  publies     200

# --- One's account: everybody's own, whoever they are ---
account_login                           GET   tous                                  -           200/302
account_login                           POST  tous                                  -           200/302/422
account_signup                          GET   tous                                  -           200/302
account_signup                          POST  tous                                  -           200/302/422
account_logout                          GET   tous                                  -           200/302
account_logout                          POST  tous                                  -           302
account_inactive                        GET   tous                                  -           200
account_email_verification_sent         GET   tous                                  -           200
account_confirm_email                   GET   tous                                  -           200/404
account_confirm_email                   POST  tous                                  -           200/404
account_reset_password                  GET   tous                                  -           200/302
account_reset_password                  POST  tous                                  -           200/302/422
account_reset_password_done             GET   tous                                  -           200
account_reset_password_from_key         GET   personne                              -           404
account_reset_password_from_key         POST  personne                              -           404
account_reset_password_from_key_done    GET   tous                                  -           200
account_reauthenticate                  GET   connectes                             -           200/302
account_reauthenticate                  POST  connectes                             -           200/302/422
account_change_password                 GET   connectes                             -           200
account_change_password                 POST  connectes                             -           agit
compte                                  GET   connectes                             -           200
compte                                  POST  connectes                             -           agit
candidatures:mes_donnees                GET   connectes                             -           200
candidatures:mes_donnees                POST  connectes                             -           agit
candidatures:copie_de_mes_donnees       GET   personne                              -           404
compte_premiere_entree                  GET   tous                                  -           404
compte_s_opposer                        GET   tous                                  -           200
compte_s_opposer                        POST  tous                                  -           302
compte_sessions                         GET   connectes                             -           200
compte_prolonger_session                POST  connectes                             -           302
compte_fermer_sessions                  POST  connectes                             -           302
compte_fermer_session                   POST  personne                              -           404
mfa_index                               GET   connectes                             -           200
mfa_authenticate                        GET   connectes                             -           302
mfa_authenticate                        POST  connectes                             -           302
mfa_reauthenticate                      GET   connectes                             -           200/302
mfa_reauthenticate                      POST  connectes                             -           agit
mfa_activate_totp                       GET   connectes                             -           200/302
mfa_activate_totp                       POST  connectes                             -           agit
mfa_deactivate_totp                     GET   connectes                             -           200/302
mfa_deactivate_totp                     POST  connectes                             -           agit
mfa_view_recovery_codes                 GET   connectes                             -           200
mfa_generate_recovery_codes             GET   connectes                             -           200
mfa_generate_recovery_codes             POST  connectes                             -           agit
mfa_download_recovery_codes             GET   connectes                             -           200
mfa_list_webauthn                       GET   connectes                             -           200
mfa_add_webauthn                        GET   connectes                             -           200
mfa_add_webauthn                        POST  connectes                             -           agit
mfa_reauthenticate_webauthn             GET   connectes                             -           200/302
mfa_reauthenticate_webauthn             POST  connectes                             -           agit
mfa_remove_webauthn                     GET   personne                              -           404
mfa_remove_webauthn                     POST  personne                              -           404
mfa_edit_webauthn                       GET   personne                              -           404
mfa_edit_webauthn                       POST  personne                              -           404

# --- The candidate ---
candidatures:liste                      GET   connectes                             -           200
candidatures:communes                   GET   connectes                             -           200
candidatures:nouvelle                   GET   connectes                             -           200
candidatures:nouvelle                   POST  connectes                             -           agit
candidatures:invitation                 GET   anonyme                               -           404
candidatures:invitation                 GET   connectes                             -           302
candidatures:rejoindre                  GET   connectes                             -           404
candidatures:rejoindre                  POST  connectes                             -           409
candidatures:invitation_accepter        POST  connectes                             -           409
candidatures:dossier                    GET   equipe                                tous        200
candidatures:partie                     GET   equipe                                tous        200
candidatures:partie                     POST  redacteurs                            tous        agit
candidatures:partie                     POST  lectrice                              tous        403
candidatures:pieces                     GET   equipe                                tous        200
candidatures:pieces                     POST  redacteurs                            tous        422
candidatures:pieces                     POST  lectrice                              tous        403
candidatures:piece                      GET   equipe                                tous        200
candidatures:apercu                     GET   equipe                                tous        200
candidatures:apercu_du_dossier          GET   equipe                                tous        202
candidatures:retirer_piece              POST  redacteurs                            tous        agit
candidatures:retirer_piece              POST  lectrice                              tous        403
candidatures:verification               GET   equipe                                tous        200
candidatures:deposer                    POST  deposants                             tous        409/422
candidatures:deposer                    POST  sans_deposer                          tous        403
candidatures:depot                      GET   equipe                                deposes     200
candidatures:accuse                     GET   equipe                                deposes     202
candidatures:retirer                    GET   deposants                             tous        200
candidatures:retirer                    POST  deposants                             tous        agit
candidatures:retirer                    POST  sans_deposer                          tous        403
candidatures:supprimer                  GET   deposants                             tous        200
candidatures:supprimer                  POST  deposants                             tous        agit
candidatures:supprimer                  POST  sans_deposer                          tous        403
candidatures:equipe                     GET   equipe                                tous        200
candidatures:equipe                     POST  deposants                             tous        422
candidatures:equipe                     POST  sans_deposer                          tous        403
candidatures:equipier_droit             POST  deposants                             tous        302
candidatures:equipier_droit             POST  sans_deposer                          tous        403
candidatures:partages                   GET   deposants                             tous        200
candidatures:partages                   POST  deposants                             tous        422
candidatures:partages                   POST  sans_deposer                          tous        403
candidatures:revoquer_le_partage        POST  personne                              tous        404
candidatures:partage                    GET   tous                                  -           404
candidatures:piece_partagee             GET   tous                                  -           404
candidatures:equipier_transmettre       GET   deposants                             tous        200
candidatures:equipier_transmettre       POST  deposants                             tous        302
candidatures:equipier_transmettre       POST  sans_deposer                          tous        403
candidatures:equipier_retirer           GET   deposants                             tous        200
candidatures:equipier_retirer           POST  deposants                             tous        302
candidatures:equipier_retirer           POST  sans_deposer                          tous        403
candidatures:equipe_quitter             GET   equipe                                tous        200
candidatures:equipe_quitter             POST  equipe                                tous        agit
candidatures:invitation_annuler         POST  deposants                             tous        302
candidatures:invitation_annuler         POST  sans_deposer                          tous        403
candidatures:differences                GET   equipe                                deposes     200
candidatures:messages                   GET   equipe                                tous        200
candidatures:messages                   POST  redacteurs                            tous        422
candidatures:messages                   POST  lectrice                              tous        403
candidatures:historique                 GET   equipe                                tous        200
candidatures:revision                   GET   equipe                                tous        200
candidatures:revision                   POST  redacteurs                            tous        302
candidatures:revision                   POST  lectrice                              tous        403
candidatures:complement                 GET   personne                              -           404
candidatures:complement                 POST  personne                              -           404
candidatures:envoyer_complement         POST  personne                              -           404
candidatures:piece_de_complement        GET   personne                              -           404
evaluation:decision                     GET   equipe                                tous        200
evaluation:decision_acte                GET   equipe                                labellises  200

# --- The commission ---
habilitations:engagement                GET   membres+agents+operateurs+ines+omar+agathe+administrateur -           200
habilitations:signer                    GET   membres+agents+operateurs+ines+omar+agathe+administrateur -           200/302
habilitations:signer                    POST  membres+agents+operateurs+ines+omar+agathe+administrateur -           302/422
habilitations:exemplaire                GET   mona                                  -           202
evaluation:bureau                       GET   membres                               -           200
evaluation:bureau                       GET   elsa                                  -           302
evaluation:dossier                      GET   lecteurs                              soumis      200
evaluation:dossier                      POST  lecteurs                              a_noter     agit
evaluation:notes_privees                POST  lecteurs                              soumis      302
evaluation:annoter                      POST  lecteurs                              soumis      422
evaluation:note_de_marge                POST  mona                                  a_noter     422
candidatures:signaler_la_video          POST  lecteurs                              soumis      302
evaluation:discussion                   GET   lecteurs                              soumis      200
evaluation:discussion                   POST  lecteurs                              soumis      422
evaluation:discussion_de_la_region      GET   instructeurs+operateurs_engages       lus         200
evaluation:discussion_de_la_region      POST  instructeurs+operateurs_engages       lus         422
evaluation:discussions                  GET   agents+operateurs                     -           200
evaluation:supprimer_les_notes          GET   membres                               -           200
evaluation:supprimer_les_notes          POST  membres                               -           302
evaluation:connaissance                 POST  affectes                              -           302
evaluation:calibrage                    GET   engages                               -           200
evaluation:calibrage                    POST  engages                               -           302
evaluation:livret                       GET   membres                               -           200
evaluation:livret                       POST  membres                               -           302
evaluation:livret_pdf                   GET   membres                               -           302
evaluation:fin_de_mission               GET   membres                               -           200
evaluation:fin_de_mission               POST  membres                               -           422
evaluation:attestation                  GET   personne                              -           404
evaluation:piece                        GET   lecteurs                              soumis      200
evaluation:lire                         GET   lecteurs                              soumis      200
evaluation:page_de_piece                GET   lecteurs                              soumis      200
candidatures:liens                      GET   membres                               -           200
candidatures:liens                      POST  membres                               -           422
candidatures:confirmer_les_liens        GET   membres                               -           302
candidatures:mandats                    GET   membres+agents+operateurs+ines+omar+agathe -      200
candidatures:mandats                    POST  membres+agents+operateurs+ines+omar+agathe -      422
candidatures:terminer_un_mandat         GET   mona                                  -           200
candidatures:terminer_un_mandat         POST  mona                                  -           422
candidatures:video                      POST  personne                              -           404
candidatures:deport                     GET   mona+paula+nora+lea+theo              soumis      200
candidatures:deport                     GET   instructeurs+operateurs_engages       lus         200
candidatures:deport                     POST  mona+paula+nora+lea+theo              soumis      422
candidatures:deport                     POST  instructeurs+operateurs_engages       lus         422
evaluation:seances                      GET   membres                               -           200
evaluation:seance                       GET   membres                               -           200
evaluation:vote                         POST  lecteurs                              -           422
evaluation:seance_pv                    GET   lecteurs                              -           202
evaluation:seance_presences             POST  presidente                            -           302
evaluation:seance_indicateurs           POST  presidente                            -           302
evaluation:seance_arreter               POST  presidente                            a_noter     422
evaluation:seance_clore                 GET   presidente                            -           200
evaluation:seance_clore                 POST  presidente                            -           409

# --- Labels ---
catalogue:labels                        GET   agents                                -           200
catalogue:delivrer                      POST  agents                                -           302
catalogue:label                         GET   instructeurs                          labellises  200
catalogue:retirer                       GET   instructeurs                          labellises  200
catalogue:retirer                       POST  instructeurs                          labellises  422
catalogue:retablir                      GET   instructeurs                          labellises  200
catalogue:retablir                      POST  instructeurs                          labellises  422
catalogue:macaron_du_laureat            GET   equipe                                labellises  200
catalogue:macaron_a_imprimer            GET   equipe                                publies     202
"""
)
