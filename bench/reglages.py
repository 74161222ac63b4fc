"""Settings of the bench: what production runs, on embedded engines of its own, with a clock that moves."""

import os

from amihr.atelier import chemins
from amihr.atelier.moteurs import Moteurs
from amihr.settings import environnement as env
from amihr.settings.base import *  # noqa: F403
from amihr.settings.base import STORAGES, base_de_donnees

MOTEURS = Moteurs("bench")
BASE = env.texte("BENCH_BASE", "amihr")
URL_WEB = MOTEURS.url_postgres(base=BASE)
URL_PROPRIETAIRE = MOTEURS.url_postgres("amihr", base=BASE)
EST_PROPRIETAIRE = os.environ.get("ROLE_DE_BASE") == "proprietaire"
DATABASES = {
    "default": base_de_donnees(
        URL_PROPRIETAIRE if EST_PROPRIETAIRE else URL_WEB, groupe=env.entier("CONNEXIONS", 0), transaction="10min"
    )
}
ROLE_WEB = env.base_de_donnees(URL_WEB)["USER"]
CELERY_BROKER_URL = MOTEURS.url_redis()

ROOT_URLCONF = "bench.adresses"
SECRET_KEY = "une-cle-pour-le-banc-d-essai-seulement-0123456789-0123456789"
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
HORLOGE_DEPLACABLE = True
# Sign-in is not measured here (P19 is a matter of security): people are made quickly.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

DOSSIER = chemins.VAR / "bench"
STATIC_ROOT = DOSSIER / "static"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
FICHIERS_DOSSIER = DOSSIER / "fichiers"
STORAGES["default"]["OPTIONS"]["location"] = FICHIERS_DOSSIER
CACHET_FICHIER = DOSSIER / "cachet.p12"
ANCRES_DOSSIER = DOSSIER / "ancres"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
