"""One database per pytest process, copied from a model that the owner migrated once.

The model's name carries a fingerprint of every migration: change one and it is made anew.
"""

import hashlib
import os
import secrets
import time
from fcntl import LOCK_EX, flock
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from amihr.atelier import chemins
from amihr.settings import environnement

SOURCES = ["*/migrations/*.py", "*/*/migrations/*.py", "amihr/settings/*.py", "amihr/journal/sql.py", "uv.lock"]
SOURCES += ["amihr/socle/management/commands/preparer_roles.py"]
VISITES, ENTRE_DEUX_VISITES = 40, 0.5


def creer():
    """Start the engines, copy the model, connect to the copy as the web role; returns its name."""
    if not os.environ.get("DATABASE_URL"):
        settings.MOTEURS.demarrer()
    with _serveur() as serveur:
        modele = _modele(serveur)
        nom = f"test_{os.getpid()}_{secrets.token_hex(4)}"
        _executer(serveur, "CREATE DATABASE {} TEMPLATE {}", nom, modele)
    _se_connecter(nom, settings.URL_WEB)
    return nom


def se_reconnecter(nom, url=None):
    """Go to a database that `creer` made, as the web role, or as the one of that address."""
    _se_connecter(nom, url or settings.URL_WEB)


def supprimer(nom):
    """Drop a test database, whoever is still connected to it."""
    connection.close()
    with _serveur() as serveur:
        _detruire(serveur, nom)


def en_proprietaire(role=None):
    """A connection to the test database of the role that owns its tables: what an insider could do by SQL."""
    reglages = environnement.base_de_donnees(settings.URL_PROPRIETAIRE)
    return psycopg.connect(
        host=reglages["HOST"], port=reglages["PORT"] or None, user=role or reglages["USER"],
        password=reglages["PASSWORD"] or None, dbname=connection.settings_dict["NAME"], autocommit=True,
    )  # fmt: skip


def en_superutilisateur():
    """The same for the engine's superuser (the role given from outside is one in its own container)."""
    return en_proprietaire(None if os.environ.get("DATABASE_URL_PROPRIETAIRE") else "postgres")


def _serveur():
    reglages = environnement.base_de_donnees(settings.URL_PROPRIETAIRE)
    return psycopg.connect(
        host=reglages["HOST"], port=reglages["PORT"] or None, user=reglages["USER"],
        password=reglages["PASSWORD"] or None, dbname="postgres", autocommit=True,
    )  # fmt: skip


def _executer(serveur, ordre, *noms):
    serveur.execute(sql.SQL(ordre).format(*map(sql.Identifier, noms)))


def _modele(serveur):
    """The name of the migrated model, made now if the migrations have changed."""
    chemins.VAR.mkdir(exist_ok=True)
    with open(chemins.VAR / "modele.verrou", "w") as verrou:
        flock(verrou, LOCK_EX)
        existantes = [ligne[0] for ligne in serveur.execute("SELECT datname FROM pg_database")]
        nom = f"modele_{_empreinte()}"
        if nom not in existantes:
            _balayer(serveur, existantes)
            _fabriquer(serveur, nom)
    return nom


def _fabriquer(serveur, nom):
    """Migrate an empty database as the owner, give the web role its rights, then rename it."""
    provisoire = f"test_modele_{secrets.token_hex(4)}"
    _executer(serveur, "CREATE DATABASE {}", provisoire)
    try:
        _se_connecter(provisoire, settings.URL_PROPRIETAIRE)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("preparer_roles")
        connection.close()
        _executer(serveur, "ALTER DATABASE {} RENAME TO {}", provisoire, nom)
    except BaseException:
        connection.close()
        _detruire(serveur, provisoire)
        raise


def _balayer(serveur, existantes):
    """Drop former models and what killed test processes left."""
    for nom in existantes:
        numero = nom.split("_")[1] if nom.startswith("test_") else ""
        abandonnee = numero.isdigit() and not Path(f"/proc/{numero}").exists()
        if nom.startswith("modele_") or abandonnee:
            _detruire(serveur, nom)


def _detruire(serveur, nom):
    """Drop a database. Its owner may not send an autovacuum worker away: one that is visiting is waited for."""
    for reste in reversed(range(VISITES)):
        try:
            _executer(serveur, "DROP DATABASE IF EXISTS {} WITH (FORCE)", nom)
            break
        except psycopg.errors.InsufficientPrivilege:
            if not reste:
                raise
            time.sleep(ENTRE_DEUX_VISITES)


def _se_connecter(nom, url):
    reglages = environnement.base_de_donnees(url)
    connection.close()
    for entree in (settings.DATABASES["default"], connection.settings_dict):
        entree |= {"NAME": nom, "USER": reglages["USER"], "PASSWORD": reglages["PASSWORD"]}


def _empreinte():
    """A fingerprint of what the model is made from."""
    somme = hashlib.sha256()
    fichiers = {f for motif in SOURCES for f in chemins.RACINE.glob(motif) if ".venv" not in f.parts}
    for fichier in sorted(fichiers):
        somme.update(bytes(fichier.relative_to(chemins.RACINE)) + fichier.read_bytes())
    return somme.hexdigest()[:16]
