"""What every environment shares. What the Région may change belongs to the edition, not here (R50)."""

from pathlib import Path

from csp.constants import NONE, SELF

from amihr.settings import environnement as env
from amihr.settings import salles
from amihr.settings.comptes import *  # noqa: F403
from amihr.settings.salles import *  # noqa: F403

RACINE = Path(__file__).resolve().parents[2]

# --- The house ---------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    # The rooms first: their templates win over those of the packages.
    "amihr.pilotage",
    "catalogue",
    "evaluation",
    "candidatures",
    "amihr.habilitations",
    "amihr.editions",
    "amihr.comptes",
    "amihr.courrier",
    "amihr.fichiers",
    "amihr.territoires",
    "amihr.journal",
    "amihr.socle",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_linear_migrations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # allauth's list of security keys needs its filters
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # lets templates/django/forms/ override the drawing of fields
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "amihr.socle.intergiciels.EntetesIntergiciel",
    "amihr.horloge.HorlogeIntergiciel",
    "amihr.socle.intergiciels.EntreesIntergiciel",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "amihr.editions.intergiciel.EditionIntergiciel",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "amihr.comptes.identite.IdentiteIntergiciel",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amihr.comptes.portes.ConnexionRequise",
    "amihr.comptes.portes.PortesIntergiciel",
    "amihr.socle.intergiciels.MethodesIntergiciel",
    "amihr.socle.intergiciels.RefusIntergiciel",
]

ROOT_URLCONF = "amihr.urls"
WSGI_APPLICATION = "amihr.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["amihr"]
CRISPY_TEMPLATE_PACK = "amihr"
CRISPY_FAIL_SILENTLY = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [RACINE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # {% url %} with the edition's prefix, French dates and figures, the blocks and filters of components.
            "builtins": [
                "amihr.socle.templatetags.liens",
                "amihr.socle.templatetags.fr",
                "amihr.socle.templatetags.composants",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "amihr.socle.navigation.navigation",
                "amihr.comptes.contexte.session",
            ],
        },
    },
]

# --- Language and time -------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

# --- Database: locks and transactions are bounded, whoever holds them --------------------------------------
ATTENTE_VERROU = "5s"
DUREE_TRANSACTION = "30s"


def base_de_donnees(url, *, groupe, transaction=DUREE_TRANSACTION, verrou=ATTENTE_VERROU):
    """One database entry; `groupe` keeps up to that many connections open (0: none)."""
    reglages = env.base_de_donnees(url)
    options = f"-c lock_timeout={verrou} -c transaction_timeout={transaction}"
    reglages["OPTIONS"] |= {"options": options, "application_name": "amihr", "connect_timeout": 5}
    if groupe:
        reglages["OPTIONS"]["pool"] = {"min_size": 1, "max_size": groupe, "timeout": 10}
    reglages |= {"ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": True, "DISABLE_SERVER_SIDE_CURSORS": False}
    return reglages


# The cache and its counters are in PostgreSQL: losing Redis opens nothing.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# --- What browsers are told --------------------------------------------------------------------------------
# The ProConnect host is added only when it is on: a form must not be sent elsewhere otherwise.
PROCONNECT = env.texte("PROCONNECT_URL", "")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *([PROCONNECT] if PROCONNECT else [])],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# --- Files: static ones beside the code, private ones never below a URL ------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.texte("STATIQUES_DOSSIER", str(RACINE / "var" / "static")))
STATICFILES_DIRS = [RACINE / "static"]
WHITENOISE_MAX_AGE = 300
FICHIERS_DOSSIER = Path(env.texte("FICHIERS_DOSSIER", str(RACINE / "var" / "fichiers")))
FICHIERS_X_ACCEL = env.texte("FICHIERS_X_ACCEL", "")  # nginx's internal prefix, when it serves the bytes
ANTIVIRUS = env.texte("ANTIVIRUS", "")  # tcp://host:3310 or unix:///run/clamav/clamd.ctl; empty: no antivirus
ANTIVIRUS_CLIENT = "amihr.externes.antivirus.examiner"
# The register of companies, https://recherche-entreprises.api.gouv.fr; empty: nothing is asked, all is « non vérifié ».
ANNUAIRE_URL = env.texte("AMIHR_ANNUAIRE_URL", "")
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FICHIERS_DOSSIER, "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "amihr.socle.statiques.Statiques"},
}
if seau := env.texte("S3_SEAU", ""):
    STORAGES["default"] = {
        "BACKEND": "amihr.fichiers.seau.Seau",
        "OPTIONS": {
            "bucket_name": seau,
            "endpoint_url": env.texte("S3_ADRESSE"),
            "access_key": env.texte("S3_CLE"),
            "secret_key": env.texte("S3_SECRET"),
            "region_name": env.texte("S3_REGION", "us-east-1"),
        },
    }
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
TEXTE_MAXIMUM = 200_000  # characters of one field; each form has its own, lower limits
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024**2
FILE_UPLOAD_HANDLERS = ["amihr.fichiers.reception.Reception"]

# --- Mail: the outbox sends, one message at a time, through this backend -----------------------------------
EMAIL_BACKEND = "amihr.courrier.smtp.EmailBackend"  # Django's, which also says when a cut leaves a doubt
EMAIL_HOST = env.texte("SMTP_HOTE", "localhost")
EMAIL_PORT = env.entier("SMTP_PORT", 25)
EMAIL_HOST_USER = env.texte("SMTP_COMPTE", "")
EMAIL_HOST_PASSWORD = env.texte("SMTP_MOT_DE_PASSE", "")
EMAIL_USE_TLS = env.oui_non("SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.texte("COURRIEL_EXPEDITEUR", "Appels à manifestation d’intérêt <ne-pas-repondre@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# For mails that no edition owns; those of an edition carry its own prefix and contact. Without a contact, that of the
# current edition: the public knows one address (R12).
COURRIEL_PREFIXE = env.texte("COURRIEL_PREFIXE", "AMI IDF HR")
COURRIEL_CONTACT = env.texte("COURRIEL_CONTACT", "")
SECURITE_CONTACT = env.texte("SECURITE_CONTACT", "")  # in security.txt; without it, the address of the call
CODE_SOURCE_URL = env.texte("CODE_SOURCE_URL", "")
# Mails are written away from any request: their links start from here.
ADRESSE_PUBLIQUE = env.texte("ADRESSE_PUBLIQUE", "http://localhost:8000").rstrip("/")

# --- The seal of the PDF: the instance's own key, made at set-up by `preparer_cachet` ------------------------
CACHET_FICHIER = Path(env.texte("CACHET_FICHIER", str(RACINE / "var" / "cachet.p12")))
CACHET_PHRASE = env.texte("CACHET_PHRASE", "")

# --- Tasks: short, repeatable; beat finds what is due ------------------------------------------------------
CELERY_BEAT_SCHEDULE = salles.PERIODIQUES
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_connect_timeout": 0.2}

# --- Journal: its signed anchors are files outside of the database ------------------------------------------
ANCRES_COURRIELS = env.liste("ANCRES_COURRIELS")  # and mails, to boxes that our administrators do not hold
ANCRES_DOSSIER = Path(env.texte("ANCRES_DOSSIER", str(RACINE / "var" / "ancres")))

# --- Logs: who, which route, never what --------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"ligne": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "ligne"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
        "pyhanko": {"level": "WARNING"},
    },
}
