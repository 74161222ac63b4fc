"""Production: every secret from the environment, or the application does not start."""

from django.core.exceptions import ImproperlyConfigured

from amihr.settings import environnement as env
from amihr.settings.base import *  # noqa: F403
from amihr.settings.base import ADRESSE_PUBLIQUE, base_de_donnees

CLE_MINIMALE = 50

SECRET_KEY = env.texte("SECRET_KEY")
if len(SECRET_KEY) < CLE_MINIMALE:
    raise ImproperlyConfigured(f"SECRET_KEY doit avoir au moins {CLE_MINIMALE} caractères tirés au hasard.")
SECRET_KEY_FALLBACKS = env.liste("SECRET_KEY_ANCIENNES")

CACHET_PHRASE = env.texte("CACHET_PHRASE")  # the key of the documents' seal is kept encrypted

# --- Addresses ---------------------------------------------------------------------------------------------
if not env.texte("ADRESSE_PUBLIQUE").startswith("https://"):
    raise ImproperlyConfigured("ADRESSE_PUBLIQUE doit commencer par https://")
ALLOWED_HOSTS = env.liste("HOTES")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("HOTES doit nommer les hôtes servis, séparés par des virgules.")
CSRF_TRUSTED_ORIGINS = [ADRESSE_PUBLIQUE]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
EMAIL_HOST = env.texte("SMTP_HOTE")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.texte("COURRIEL_EXPEDITEUR")
if not env.texte("S3_SEAU", ""):
    env.texte("FICHIERS_DOSSIER")  # the default folder is the demonstration's

# --- Database: two roles, the site's owns nothing ----------------------------------------------------------
URL_WEB = env.texte("DATABASE_URL")
ROLE_WEB = env.base_de_donnees(URL_WEB)["USER"]
EST_PROPRIETAIRE = env.texte("ROLE_DE_BASE", "web") == "proprietaire"
if EST_PROPRIETAIRE:
    # Migrations take locks as shortly as the site does, but may last longer than a request.
    DATABASES = {"default": base_de_donnees(env.texte("DATABASE_URL_PROPRIETAIRE"), groupe=0, transaction="1h")}
    if DATABASES["default"]["USER"] == ROLE_WEB:
        raise ImproperlyConfigured("Le rôle du site et celui qui possède les tables doivent être différents.")
else:
    DATABASES = {
        "default": base_de_donnees(
            URL_WEB, groupe=env.entier("CONNEXIONS", 4), transaction=env.texte("DUREE_TRANSACTION", "30s")
        )
    }
CELERY_BROKER_URL = env.texte("REDIS_URL")

# --- TLS only ----------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]  # asked from inside, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

DEBUG = False
HORLOGE_DEPLACABLE = False
