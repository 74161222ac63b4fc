"""The account pages, under /compte/: allauth's names, our addresses."""

from django.urls import path, re_path

from amihr.comptes.views import compte, connexion, second_facteur

urlpatterns = [
    path("", compte.mon_compte, name="compte"),
    path("connexion/", connexion.connexion, name="account_login"),
    path("deconnexion/", connexion.deconnexion, name="account_logout"),
    path("inactif/", connexion.compte_inactif, name="account_inactive"),
    path("creer/", connexion.creation, name="account_signup"),
    path("confirmer/", connexion.confirmation_envoyee, name="account_email_verification_sent"),
    re_path(r"^confirmer/(?P<key>[-:\w]+)/$", connexion.confirmation, name="account_confirm_email"),
    path("confirmer-identite/", connexion.identite, name="account_reauthenticate"),
    path("mot-de-passe/", connexion.changement, name="account_change_password"),
    path("mot-de-passe/oubli/", connexion.oubli, name="account_reset_password"),
    path("mot-de-passe/oubli/envoye/", connexion.oubli_envoye, name="account_reset_password_done"),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-\w]+)/$",
        connexion.nouveau_mot_de_passe,
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/enregistre/",
        connexion.nouveau_mot_de_passe_enregistre,
        name="account_reset_password_from_key_done",
    ),
    re_path(r"^entree/(?P<jeton>[-:\w]+)/$", connexion.premiere_entree, name="compte_premiere_entree"),
    re_path(r"^recuperation/(?P<jeton>[-:\w]+)/$", connexion.s_opposer, name="compte_s_opposer"),
    path("sessions/", compte.sessions, name="compte_sessions"),
    path("sessions/prolonger/", compte.prolonger_la_session, name="compte_prolonger_session"),
    path("sessions/fermer/", compte.fermer_les_autres_sessions, name="compte_fermer_sessions"),
    path("sessions/<uuid:reference>/fermer/", compte.fermer_une_session, name="compte_fermer_session"),
    path("double-authentification/", second_facteur.second_facteur, name="mfa_index"),
    path("double-authentification/code/", second_facteur.code, name="mfa_authenticate"),
    path("double-authentification/confirmer/", second_facteur.code_de_nouveau, name="mfa_reauthenticate"),
    path("double-authentification/application/", second_facteur.ajouter_application, name="mfa_activate_totp"),
    path(
        "double-authentification/application/retirer/", second_facteur.retirer_application, name="mfa_deactivate_totp"
    ),
    path("double-authentification/codes/", second_facteur.codes_de_secours, name="mfa_view_recovery_codes"),
    path("double-authentification/codes/nouveaux/", second_facteur.nouveaux_codes, name="mfa_generate_recovery_codes"),
    path(
        "double-authentification/codes/telecharger/",
        second_facteur.telecharger_codes,
        name="mfa_download_recovery_codes",
    ),
    path("double-authentification/cles/", second_facteur.cles, name="mfa_list_webauthn"),
    path("double-authentification/cles/ajouter/", second_facteur.ajouter_cle, name="mfa_add_webauthn"),
    path("double-authentification/cles/confirmer/", second_facteur.cle_de_nouveau, name="mfa_reauthenticate_webauthn"),
    path("double-authentification/cles/<int:pk>/retirer/", second_facteur.retirer_cle, name="mfa_remove_webauthn"),
    path("double-authentification/cles/<int:pk>/renommer/", second_facteur.renommer_cle, name="mfa_edit_webauthn"),
]
