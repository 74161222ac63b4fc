"""The tests: the checkout's own engines, strict templates, mails kept in memory."""

import os

from amihr.atelier.moteurs import Moteurs
from amihr.settings import environnement
from amihr.settings.base import *  # noqa: F403
from amihr.settings.base import RACINE, STORAGES, TEMPLATES, base_de_donnees

MOTEURS = Moteurs("tests")
SECRET_KEY = "une-cle-pour-les-tests-seulement-jamais-ailleurs-0123456789"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
URL_WEB = os.environ.get("DATABASE_URL") or MOTEURS.url_postgres()
URL_PROPRIETAIRE = os.environ.get("DATABASE_URL_PROPRIETAIRE") or MOTEURS.url_postgres("amihr")
EST_PROPRIETAIRE = os.environ.get("ROLE_DE_BASE") == "proprietaire"
DATABASES = {
    "default": base_de_donnees(URL_PROPRIETAIRE if EST_PROPRIETAIRE else URL_WEB, groupe=0, transaction="30min")
}
ROLE_WEB = environnement.base_de_donnees(URL_WEB)["USER"]
CELERY_BROKER_URL = os.environ.get("REDIS_URL") or MOTEURS.url_redis(os.getpid() % 1024)

# What the tests write: a folder of this process, removed at its end (tests/conftest.py).
DOSSIER_DU_PROCESSUS = RACINE / "var" / "tests" / str(os.getpid())
FICHIERS_DOSSIER = DOSSIER_DU_PROCESSUS / "fichiers"
ANCRES_DOSSIER = DOSSIER_DU_PROCESSUS / "ancres"
CACHET_FICHIER = DOSSIER_DU_PROCESSUS / "cachet.p12"
STORAGES["default"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": FICHIERS_DOSSIER, "base_url": None, "file_permissions_mode": 0o600},
}

HORLOGE_DEPLACABLE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# live_server serves unhashed names: with the manifest every asset would be a 404.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
TEMPLATES[0]["OPTIONS"]["debug"] = True
