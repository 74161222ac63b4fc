"""Accounts: allauth, passwords, sessions (trust.md 3)."""

from datetime import timedelta

from amihr.settings import environnement as env

AUTH_USER_MODEL = "comptes.Personne"
AUTHENTICATION_BACKENDS = ["amihr.comptes.identite.Identification"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "candidatures:liste"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "amihr.comptes.mots_de_passe.LongueurMaximale", "OPTIONS": {"longueur": 128}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=1).total_seconds())

ACCOUNT_FORMS = {
    "login": "amihr.comptes.forms.FormulaireConnexion",
    "signup": "amihr.comptes.forms.FormulaireCreation",
    "reset_password": "amihr.comptes.forms.FormulaireOubli",
    "reset_password_from_key": "amihr.comptes.forms.FormulaireNouveauMotDePasse",
    "change_password": "amihr.comptes.forms.FormulaireChangement",
    "reauthenticate": "amihr.comptes.forms.FormulaireIdentite",
}
ACCOUNT_ADAPTER = "amihr.comptes.adaptateurs.AdaptateurDeCompte"
MFA_ADAPTER = "amihr.comptes.adaptateurs.AdaptateurDuSecondFacteur"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "courriel"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Somebody who mistyped asks again at once: a few confirmations, not one every three minutes.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/5m/ip,5/5m/key", "confirm_email": "5/10m/key"}
MFA_FORMS = {
    "authenticate": "amihr.comptes.forms.FormulaireCode",
    "reauthenticate": "amihr.comptes.forms.FormulaireCodeDeNouveau",
    "activate_totp": "amihr.comptes.forms.FormulaireApplication",
    "add_webauthn": "amihr.comptes.forms.FormulaireCle",
    "edit_webauthn": "amihr.comptes.forms.FormulaireNomDeCle",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Appels à manifestation d’intérêt"
ALLAUTH_TRUSTED_PROXY_COUNT = env.entier("MANDATAIRES_DE_CONFIANCE", 0)
MANDATAIRES_DE_CONFIANCE = ALLAUTH_TRUSTED_PROXY_COUNT

# --- Sessions and cookies ----------------------------------------------------------------------------------
SESSION_ENGINE = "amihr.comptes.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "amihr.comptes.views.perimee.page_perimee"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
