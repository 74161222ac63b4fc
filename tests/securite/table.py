"""Who gets what: one line per address and per method. Everybody not named gets 404, or the way to sign in.

Columns: the address's name, the method, who is served, on which dossiers, the answer; several lines add up. A method without a line is
refused (405) to whoever comes that far. « agit » is any answer of an address that does its work: 200, 302, 409, 422.
People and situations are those of monde.py; several are joined by « + ».
"""

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
    "labellises": ("notifiee", "publiee"),
    "publies": ("publiee",),
}  # fmt: skip

# People. A role alone opens no dossier: « agents » are for the pages that show none; those who have not signed are sent
# to sign, the one who is attached to a candidature finds nothing.
GENS = {
    "equipe": ("alice", "remi", "lise"),
    "redacteurs": ("alice", "remi"),
    "deposants": ("alice",),
    "membres": ("mona", "paula", "nora", "marc", "diane", "lea", "hugo"),
    "lecteurs": ("mona", "paula", "hugo"),
    "instructeurs": ("agnes", "hugo"),
    "operateurs_engages": ("oscar",),
    "presidente": ("paula",),
    "agents": ("agnes", "denis", "hugo"),
    "operateurs": ("oscar",),
    "administrateur": ("adam",),
    "dpo": ("dora",),
}

LIGNES = """
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
candidatures:nouvelle                   GET   connectes                             -           200
candidatures:nouvelle                   POST  connectes                             -           agit
candidatures:invitation                 GET   connectes                             -           200
candidatures:invitation                 POST  connectes                             -           409
candidatures:dossier                    GET   equipe                                tous        200
candidatures:partie                     GET   equipe                                tous        200
candidatures:partie                     POST  redacteurs                            tous        agit
candidatures:pieces                     GET   equipe                                tous        200
candidatures:pieces                     POST  redacteurs                            tous        422
candidatures:piece                      GET   equipe                                tous        200
candidatures:apercu                     GET   equipe                                tous        200
candidatures:retirer_piece              POST  redacteurs                            tous        302
candidatures:verification               GET   equipe                                tous        200
candidatures:deposer                    POST  deposants                             tous        422
candidatures:depot                      GET   equipe                                deposes     200
candidatures:accuse                     GET   equipe                                deposes     202
candidatures:retirer                    GET   deposants                             tous        200
candidatures:retirer                    POST  deposants                             tous        agit
candidatures:supprimer                  GET   deposants                             tous        200
candidatures:supprimer                  POST  deposants                             tous        agit
candidatures:equipe                     GET   equipe                                tous        200
candidatures:equipe                     POST  deposants                             tous        422
candidatures:equipier_droit             POST  deposants                             tous        302
candidatures:partages                   GET   deposants                             tous        200
candidatures:partages                   POST  deposants                             tous        422
candidatures:revoquer_le_partage        POST  personne                              tous        404
candidatures:partage                    GET   tous                                  -           404
candidatures:piece_partagee             GET   tous                                  -           404
candidatures:equipier_transmettre       GET   deposants                             tous        200
candidatures:equipier_transmettre       POST  deposants                             tous        302
candidatures:equipier_retirer           POST  deposants                             tous        302
candidatures:invitation_annuler         POST  deposants                             tous        302
candidatures:differences                GET   equipe                                deposes     200
candidatures:messages                   GET   equipe                                tous        200
candidatures:messages                   POST  redacteurs                            tous        422
candidatures:historique                 GET   equipe                                tous        200
candidatures:complement                 GET   personne                              -           404
candidatures:complement                 POST  personne                              -           404
candidatures:envoyer_complement         POST  personne                              -           404
candidatures:piece_de_complement        GET   personne                              -           404
evaluation:decision                     GET   equipe                                tous        200
evaluation:decision_acte                GET   equipe                                labellises  200

# --- The commission ---
habilitations:engagement                GET   membres+agents+operateurs+ines+omar+agathe -           200
habilitations:signer                    GET   membres+agents+operateurs+ines+omar+agathe -           200/302
habilitations:signer                    POST  membres+agents+operateurs+ines+omar+agathe -           302/422
habilitations:exemplaire                GET   mona                                  -           202
evaluation:bureau                       GET   membres                               -           200
evaluation:dossier                      GET   lecteurs                              soumis      200
evaluation:dossier                      POST  lecteurs                              a_noter     agit
evaluation:piece                        GET   lecteurs                              soumis      200
candidatures:liens                      GET   membres                               -           200
candidatures:liens                      POST  membres                               -           422
candidatures:deport                     GET   mona+paula+nora+lea                   soumis      200
candidatures:deport                     GET   instructeurs+operateurs_engages       lus         200
candidatures:deport                     POST  mona+paula+nora+lea                   soumis      422
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

# --- The Région ---
pilotage:region                         GET   agents+operateurs+ines+omar+administrateur+dpo -           200
pilotage:candidatures                   GET   agents+operateurs                     -           200
pilotage:lot                            GET   agents                                -           302
pilotage:lot                            POST  agents                                -           302
pilotage:ouvrir_l_evaluation            POST  agents                                -           302
pilotage:candidature                    GET   instructeurs+operateurs_engages       lus         200
pilotage:piece                          GET   instructeurs+operateurs_engages       lus         200
pilotage:prendre                        POST  instructeurs                          lus         302/409
pilotage:rendre                         POST  instructeurs                          lus         302/409
pilotage:reprendre                      GET   instructeurs                          lus         200/302
pilotage:reprendre                      POST  instructeurs                          lus         302/409
pilotage:visa                           GET   instructeurs                          lus         302
pilotage:visa                           POST  instructeurs                          lus         302
pilotage:disqualifier                   GET   instructeurs                          lus         200
pilotage:disqualifier                   POST  instructeurs                          lus         422
pilotage:fils                           GET   agents+operateurs                     -           200
pilotage:messages                       GET   instructeurs+operateurs_engages       deposes     200
pilotage:messages                       POST  instructeurs+operateurs_engages       deposes     422
pilotage:classer_le_fil                 POST  instructeurs+operateurs_engages       deposes     302
pilotage:notes                          GET   instructeurs                          lus         200
pilotage:notes                          POST  instructeurs                          lus         422
pilotage:registre_des_complements       GET   agents                                -           200
pilotage:complements                    GET   instructeurs                          lus         200
pilotage:complements                    POST  instructeurs                          lus         422
pilotage:piece_de_complement            GET   personne                              -           404
pilotage:prolonger_complement           GET   personne                              -           404
pilotage:prolonger_complement           POST  personne                              -           404
pilotage:fermer_complement              POST  personne                              -           404
pilotage:examen                         GET   instructeurs                          lus         200
pilotage:examen                         POST  instructeurs                          lus         agit
pilotage:commission                     GET   agents+operateurs                     -           200
pilotage:nommer                         GET   agents                                -           200
pilotage:nommer                         POST  agents                                -           422
pilotage:retirer_membre                 POST  agents                                -           302
pilotage:liens                          GET   agents                                -           200
pilotage:trancher                       GET   instructeurs                          a_noter     200
pilotage:trancher                       POST  instructeurs                          a_noter     422
pilotage:engagements                    GET   agents+operateurs+dpo                 -           200
pilotage:envois                         GET   agents+operateurs                     -           200
pilotage:regler_courrier                POST  personne                              -           404
pilotage:journal                        GET   administrateur+dpo                    -           200
pilotage:comptes                        GET   administrateur                        -           200
pilotage:compte                         GET   administrateur                        -           200
pilotage:agir_sur_un_compte             GET   administrateur                        -           200
pilotage:agir_sur_un_compte             POST  administrateur                        -           302
pilotage:edition                        GET   agents+operateurs                     -           200
pilotage:annonces                       GET   agents+operateurs                     -           200
pilotage:pret                           GET   agents+operateurs                     -           200
pilotage:viser                          POST  agents                                -           302/409/422
pilotage:cloture                        GET   agents+operateurs+ines+omar+administrateur -           200
pilotage:rapport_de_cloture             GET   personne                              -           404
pilotage:actualites                     GET   agents+operateurs                     -           200
pilotage:actualites                     POST  agents+operateurs                     -           422
pilotage:retirer_l_actualite            GET   agents+operateurs                     -           200
pilotage:retirer_l_actualite            POST  agents+operateurs                     -           302
pilotage:questions                      GET   agents+operateurs                     -           200
pilotage:question                       GET   agents+operateurs                     -           200
pilotage:question                       POST  agents+operateurs                     -           422
pilotage:reporter                       POST  agents                                -           422
pilotage:nouveau_reglement              GET   agents                                -           200
pilotage:nouveau_reglement              POST  agents                                -           422
pilotage:texte                          GET   agents+operateurs                     -           200
pilotage:texte                          POST  agents+operateurs                     -           agit
pilotage:textes                         GET   agents+operateurs                     -           200
pilotage:courriels                      GET   agents+operateurs                     -           200
pilotage:reglages                       GET   agents+operateurs                     -           200
pilotage:cloner                         GET   agents                                -           200
pilotage:cloner                         POST  agents                                -           422
pilotage:fichier_de_l_edition           GET   agents+operateurs                     -           200
pilotage:rubrique                       GET   agents+operateurs                     -           200
pilotage:rubrique                       POST  agents+operateurs                     -           422
pilotage:element                        GET   agents+operateurs                     -           200
pilotage:element                        POST  agents+operateurs                     -           422
pilotage:retirer_element                GET   agents+operateurs                     -           200
pilotage:retirer_element                POST  agents+operateurs                     -           422
pilotage:deplacer_element               POST  agents+operateurs                     -           409
pilotage:conduire                       GET   agents                                -           200
pilotage:conduire                       POST  agents                                -           agit
evaluation:region_seances               GET   agents                                -           200
evaluation:region_seances               POST  agents                                -           422
evaluation:region_animer                GET   agents                                -           200
evaluation:region_classement            GET   agnes+denis+operateurs                -           200
evaluation:region_pv                    GET   agents                                -           200
evaluation:region_pv                    POST  agents                                -           422
evaluation:region_pv_pdf                GET   instructeurs                          -           202
evaluation:region_presences             POST  agents                                -           302
evaluation:region_indicateurs           POST  personne                              -           404
evaluation:region_arreter               POST  instructeurs                          a_noter     422
evaluation:region_clore                 GET   agents                                -           200
evaluation:region_clore                 POST  agents                                -           422
evaluation:decisions                    GET   agents                                -           200
evaluation:acte                         GET   agents                                -           302
evaluation:acte                         POST  agents                                -           422
evaluation:fichier_de_l_acte            GET   instructeurs                          -           200
evaluation:notifier                     GET   agents                                -           302
evaluation:notifier                     POST  agents                                -           422
evaluation:publier                      GET   agents                                -           302
evaluation:publier                      POST  agents                                -           422
evaluation:exports                      GET   agents                                -           200
evaluation:exports                      POST  agents                                -           422
evaluation:export                       GET   agnes                                 -           200

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

# --- The Région, before the signature: sent to sign, whatever is asked ---
pilotage:candidatures                   GET   ines+omar                             -           302
pilotage:lot                            GET   ines                                  -           302
pilotage:lot                            POST  ines                                  -           302
pilotage:ouvrir_l_evaluation            POST  ines                                  -           302
pilotage:fils                           GET   ines+omar                             -           302
pilotage:registre_des_complements       GET   ines                                  -           302
pilotage:commission                     GET   ines+omar                             -           302
pilotage:nommer                         GET   ines                                  -           302
pilotage:nommer                         POST  ines                                  -           302
pilotage:retirer_membre                 POST  ines                                  -           302
pilotage:liens                          GET   ines                                  -           302
pilotage:engagements                    GET   ines+omar                             -           302
pilotage:envois                         GET   ines+omar                             -           302
pilotage:regler_courrier                POST  ines                                  -           302
pilotage:edition                        GET   ines+omar                             -           302
pilotage:annonces                       GET   ines+omar                             -           302
pilotage:pret                           GET   ines+omar                             -           302
pilotage:viser                          POST  ines                                  -           302
pilotage:actualites                     GET   ines+omar                             -           302
pilotage:actualites                     POST  ines+omar                             -           302
pilotage:retirer_l_actualite            GET   ines+omar                             -           302
pilotage:retirer_l_actualite            POST  ines+omar                             -           302
pilotage:questions                      GET   ines+omar                             -           302
pilotage:question                       GET   ines+omar                             -           302
pilotage:question                       POST  ines+omar                             -           302
pilotage:reporter                       POST  ines                                  -           302
pilotage:nouveau_reglement              GET   ines                                  -           302
pilotage:nouveau_reglement              POST  ines                                  -           302
pilotage:texte                          GET   ines+omar                             -           302
pilotage:texte                          POST  ines+omar                             -           302
pilotage:textes                         GET   ines+omar                             -           302
pilotage:courriels                      GET   ines+omar                             -           302
pilotage:reglages                       GET   ines+omar                             -           302
pilotage:cloner                         GET   ines                                  -           302
pilotage:cloner                         POST  ines                                  -           302
pilotage:fichier_de_l_edition           GET   ines+omar                             -           302
pilotage:rubrique                       GET   ines+omar                             -           302
pilotage:rubrique                       POST  ines+omar                             -           302
pilotage:element                        GET   ines+omar                             -           302
pilotage:element                        POST  ines+omar                             -           302
pilotage:retirer_element                GET   ines+omar                             -           302
pilotage:retirer_element                POST  ines+omar                             -           302
pilotage:deplacer_element               POST  ines+omar                             -           302
pilotage:conduire                       GET   ines                                  -           302
pilotage:conduire                       POST  ines                                  -           302
evaluation:region_seances               GET   ines                                  -           302
evaluation:region_seances               POST  ines                                  -           302
evaluation:region_animer                GET   ines                                  -           302
evaluation:region_classement            GET   ines+omar                             -           302
evaluation:region_pv                    GET   ines                                  -           302
evaluation:region_pv                    POST  ines                                  -           302
evaluation:region_pv_pdf                GET   ines                                  -           302
evaluation:region_presences             POST  ines                                  -           302
evaluation:region_indicateurs           POST  ines                                  -           302
evaluation:region_clore                 GET   ines                                  -           302
evaluation:region_clore                 POST  ines                                  -           302
evaluation:decisions                    GET   ines                                  -           302
evaluation:acte                         GET   ines                                  -           302
evaluation:acte                         POST  ines                                  -           302
evaluation:fichier_de_l_acte            GET   ines                                  -           302
evaluation:notifier                     GET   ines                                  -           302
evaluation:notifier                     POST  ines                                  -           302
evaluation:publier                      GET   ines                                  -           302
evaluation:publier                      POST  ines                                  -           302
evaluation:exports                      GET   ines                                  -           302
evaluation:exports                      POST  ines                                  -           302
evaluation:export                       GET   ines                                  -           302
catalogue:labels                        GET   ines                                  -           302
catalogue:delivrer                      POST  ines                                  -           302
catalogue:label                         GET   ines                                  tous        302
catalogue:retirer                       GET   ines                                  tous        302
catalogue:retirer                       POST  ines                                  tous        302
catalogue:retablir                      GET   ines                                  tous        302
catalogue:retablir                      POST  ines                                  tous        302
"""
