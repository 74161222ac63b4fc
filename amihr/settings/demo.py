"""The demonstration: the real application on embedded engines, plus /demo/ and a clock that moves."""

import os
from pathlib import Path

from amihr.atelier import chemins
from amihr.atelier.moteurs import Moteurs
from amihr.settings import environnement as env
from amihr.settings.base import *  # noqa: F403
from amihr.settings.base import ADRESSE_PUBLIQUE, INSTALLED_APPS, MIDDLEWARE, STORAGES, TEMPLATES, base_de_donnees

MOTEURS = Moteurs("demo")
EST_PROPRIETAIRE = os.environ.get("ROLE_DE_BASE") == "proprietaire"
URL_WEB = env.texte("DATABASE_URL", MOTEURS.url_postgres())
URL_PROPRIETAIRE = env.texte("DATABASE_URL_PROPRIETAIRE", env.texte("DATABASE_URL", MOTEURS.url_postgres("amihr")))
DATABASES = {
    "default": base_de_donnees(URL_PROPRIETAIRE if EST_PROPRIETAIRE else URL_WEB,
                               groupe=env.entier("CONNEXIONS", 0), transaction="5min")
}  # fmt: skip
ROLE_WEB = env.base_de_donnees(URL_WEB)["USER"]
SECRET_KEY = env.texte("SECRET_KEY", chemins.cle_de_la_demo())
CELERY_BROKER_URL = env.texte("REDIS_URL", MOTEURS.url_redis())

ALLOWED_HOSTS = ["localhost", "127.0.0.1", *env.liste("HOTES")]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # security keys work on http://localhost
HORLOGE_DEPLACABLE = True
PASSWORD_HASHERS = ["amihr.pilotage.demo.hacheur.HacheurBref"]

# --- /demo/: nowhere else ----------------------------------------------------------------------------------
INSTALLED_APPS = ["amihr.pilotage.demo", *INSTALLED_APPS]
ROOT_URLCONF = "amihr.pilotage.demo.adresses"
MIDDLEWARE.insert(0, "amihr.pilotage.demo.intergiciel.ToujoursEntiere")
TEMPLATES[0]["OPTIONS"]["context_processors"].append("amihr.pilotage.demo.contexte.demonstration")
ANNUAIRE_URL = f"{ADRESSE_PUBLIQUE}/demo/annuaire"  # the story's own register: nothing leaves the machine

# What the demonstration writes, all in one folder: forgotten with the database it goes with.
DEMO_DOSSIER = Path(env.texte("DEMO_DOSSIER", str(chemins.VAR / "demo")))
ANCRES_DOSSIER = DEMO_DOSSIER / "ancres"
CACHET_FICHIER = DEMO_DOSSIER / "cachet.p12"
FICHIERS_DOSSIER = DEMO_DOSSIER / "fichiers"
STORAGES["default"]["OPTIONS"]["location"] = FICHIERS_DOSSIER
# Mails are kept as files: nothing leaves the machine, and /demo/ shows them.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DEMO_DOSSIER / "courriels"
