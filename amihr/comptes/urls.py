"""The account pages, under /compte/: allauth's names, our addresses."""

from django.urls import path, re_path

from amihr.comptes import views

urlpatterns = [
    path("", views.mon_compte, name="compte"),
    path("connexion/", views.connexion, name="account_login"),
    path("deconnexion/", views.deconnexion, name="account_logout"),
    path("inactif/", views.compte_inactif, name="account_inactive"),
    path("creer/", views.creation, name="account_signup"),
    path("confirmer/", views.confirmation_envoyee, name="account_email_verification_sent"),
    re_path(r"^confirmer/(?P<key>[-:\w]+)/$", views.confirmation, name="account_confirm_email"),
    path("confirmer-identite/", views.identite, name="account_reauthenticate"),
    path("mot-de-passe/", views.changement, name="account_change_password"),
    path("mot-de-passe/oubli/", views.oubli, name="account_reset_password"),
    path("mot-de-passe/oubli/envoye/", views.oubli_envoye, name="account_reset_password_done"),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-\w]+)/$",
        views.nouveau_mot_de_passe,
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/enregistre/", views.nouveau_mot_de_passe_enregistre, name="account_reset_password_from_key_done"
    ),
    re_path(r"^entree/(?P<jeton>[-:\w]+)/$", views.premiere_entree, name="compte_premiere_entree"),
    re_path(r"^recuperation/(?P<jeton>[-:\w]+)/$", views.s_opposer, name="compte_s_opposer"),
    path("sessions/", views.sessions, name="compte_sessions"),
    path("sessions/prolonger/", views.prolonger_la_session, name="compte_prolonger_session"),
    path("sessions/fermer/", views.fermer_les_autres_sessions, name="compte_fermer_sessions"),
    path("sessions/<uuid:reference>/fermer/", views.fermer_une_session, name="compte_fermer_session"),
    path("double-authentification/", views.second_facteur, name="mfa_index"),
    path("double-authentification/code/", views.code, name="mfa_authenticate"),
    path("double-authentification/confirmer/", views.code_de_nouveau, name="mfa_reauthenticate"),
    path("double-authentification/application/", views.ajouter_application, name="mfa_activate_totp"),
    path("double-authentification/application/retirer/", views.retirer_application, name="mfa_deactivate_totp"),
    path("double-authentification/codes/", views.codes_de_secours, name="mfa_view_recovery_codes"),
    path("double-authentification/codes/nouveaux/", views.nouveaux_codes, name="mfa_generate_recovery_codes"),
    path("double-authentification/codes/telecharger/", views.telecharger_codes, name="mfa_download_recovery_codes"),
    path("double-authentification/cles/", views.cles, name="mfa_list_webauthn"),
    path("double-authentification/cles/ajouter/", views.ajouter_cle, name="mfa_add_webauthn"),
    path("double-authentification/cles/confirmer/", views.cle_de_nouveau, name="mfa_reauthenticate_webauthn"),
    path("double-authentification/cles/<int:pk>/retirer/", views.retirer_cle, name="mfa_remove_webauthn"),
    path("double-authentification/cles/<int:pk>/renommer/", views.renommer_cle, name="mfa_edit_webauthn"),
]
