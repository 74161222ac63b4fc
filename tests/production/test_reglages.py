"""Production refuses to start without its secrets, and passes Django's own examination."""

import os
import subprocess
import sys

import pytest

from tests.architecture.sources import RACINE

COMPLET = {
    "DJANGO_SETTINGS_MODULE": "amihr.settings.production",
    "SECRET_KEY": "k7Qm2vX9pL4wT8nB3sZ6yR1cF5hJ0dG-aEuIoUqWxVtNbMzPlKj",
    "CACHET_PHRASE": "une phrase longue",
    "ADRESSE_PUBLIQUE": "https://ami.example.fr",
    "HOTES": "ami.example.fr",
    "DATABASE_URL": "postgresql://amihr_web:x@base/amihr",
    "REDIS_URL": "redis://redis:6379/0",
    "SMTP_HOTE": "courrier",
    "COURRIEL_EXPEDITEUR": "AMI <ne-pas-repondre@ami.example.fr>",
    "FICHIERS_DOSSIER": "/srv/fichiers",
}


def python(*arguments, **variables):
    """Run Python in production, with these variables only; returns what it did."""
    utiles = {nom: os.environ[nom] for nom in ("PATH", "HOME", "LANG") if nom in os.environ}
    commande = [sys.executable, *arguments]
    return subprocess.run(commande, cwd=RACINE, env=utiles | variables, capture_output=True, text=True, check=False)


def demarrer(**variables):
    """What every process does first."""
    return python("-c", "import amihr.settings.production", **variables)


def shell(code):
    return python("manage.py", "shell", "--no-imports", "-c", code, **COMPLET)


def test_production_complete_demarre():
    assert demarrer(**COMPLET).returncode == 0


@pytest.mark.parametrize("absent", sorted(COMPLET.keys() - {"DJANGO_SETTINGS_MODULE"}))
def test_production_sans_un_reglage_refuse_de_demarrer(absent):
    fait = demarrer(**{nom: valeur for nom, valeur in COMPLET.items() if nom != absent})
    assert fait.returncode != 0
    assert f"{absent} est obligatoire" in fait.stderr or f"{absent} doit" in fait.stderr


@pytest.mark.parametrize(
    ("nom", "valeur"),
    [("SECRET_KEY", "courte"), ("ADRESSE_PUBLIQUE", "http://ami.example.fr"), ("HOTES", "*")],
)
def test_production_refuse_un_reglage_dangereux(nom, valeur):
    assert demarrer(**COMPLET | {nom: valeur}).returncode != 0


def test_production_refuse_les_deux_roles_confondus():
    meme = {"ROLE_DE_BASE": "proprietaire", "DATABASE_URL_PROPRIETAIRE": COMPLET["DATABASE_URL"]}
    assert "doivent être différents" in demarrer(**COMPLET | meme).stderr


def test_check_deploy_est_propre():
    fait = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **COMPLET)
    assert (fait.returncode, fait.stdout + fait.stderr) == (0, "System check identified no issues (0 silenced).\n")


def test_les_adresses_de_l_instance_viennent_de_l_environnement():
    dit = "from amihr.settings import production as p; print(p.SECURITE_CONTACT, p.CODE_SOURCE_URL)"
    donnees = {"SECURITE_CONTACT": "securite@exemple.fr", "CODE_SOURCE_URL": "https://exemple.fr/code"}
    assert python("-c", dit, **COMPLET | donnees).stdout.split() == list(donnees.values())
    assert python("-c", dit, **COMPLET).stdout == " \n"


def test_la_demonstration_n_existe_pas_en_production():
    code = "from django.conf import settings; print(*settings.INSTALLED_APPS, settings.HORLOGE_DEPLACABLE)"
    sortie = shell(code).stdout.split()
    assert "amihr.pilotage.demo" not in sortie
    assert sortie[-1] == "False"


def test_l_horloge_ne_se_deplace_pas_en_production():
    code = "from amihr import horloge; import datetime as d; horloge.a(d.datetime(2030, 1, 1, tzinfo=d.UTC))"
    assert "ne se déplace que dans les tests" in shell(code).stderr
