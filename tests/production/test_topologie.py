"""The compose file, its image and its proxy agree with the settings."""

import re
import subprocess
import sys

import pytest
from ruamel.yaml import YAML

from tests.architecture.sources import RACINE

COMPOSE = RACINE / "docker-compose.yml"
PRODUCTION = RACINE / "docs" / "production"
LUES = re.compile(r'env\.(?:texte|entier|oui_non|liste)\(\s*"(\w+)"')
PLUS_GROSSE_PIECE_MIO = 80


@pytest.fixture(scope="module")
def compose():
    return YAML(typ="safe").load(COMPOSE)


def variables_lues():
    reglages = (RACINE / "amihr" / "settings").glob("*.py")
    return {nom for fichier in reglages for nom in LUES.findall(fichier.read_text(encoding="utf-8"))}


def variables_donnees(service):
    return {nom.removesuffix("_FILE") for nom in service["environment"]}


def test_le_schema_de_compose_est_respecte():
    commande = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    assert subprocess.run(commande, check=False).returncode == 0


@pytest.mark.parametrize("nom", ["web", "worker", "beat", "migrations"])
def test_compose_ne_donne_que_des_variables_lues(compose, nom):
    assert variables_donnees(compose["services"][nom]) - variables_lues() == {"DJANGO_SETTINGS_MODULE"}


@pytest.mark.parametrize("nom", ["web", "worker", "beat", "migrations"])
def test_compose_donne_ce_que_la_production_exige(compose, nom):
    source = (RACINE / "amihr" / "settings" / "production.py").read_text(encoding="utf-8")
    exigees = set(re.findall(r'env\.texte\("(\w+)"\)', source)) | {"HOTES"}
    permises = {"FICHIERS_DOSSIER"}  # the object storage stands for it
    permises |= set() if nom == "migrations" else {"DATABASE_URL_PROPRIETAIRE"}
    assert exigees - variables_donnees(compose["services"][nom]) - permises == set()


def test_compose_a_toutes_les_pieces(compose):
    attendus = {"nginx", "web", "worker", "beat", "migrations", "postgres", "redis", "objets", "courrier"}
    assert set(compose["services"]) == attendus


def test_postgres_est_la_version_eprouvee(compose):
    assert compose["services"]["postgres"]["image"] == "postgres:18"


def test_les_services_ne_recoivent_que_des_secrets_declares(compose):
    donnes = {secret for service in compose["services"].values() for secret in service.get("secrets", [])}
    assert donnes == set(compose["secrets"])


def test_le_proprietaire_des_tables_n_est_connu_que_des_migrations(compose):
    services = compose["services"].items()
    assert [nom for nom, s in services if "base_proprietaire" in s.get("secrets", [])] == ["migrations"]


def test_seul_nginx_ecoute_au_dehors(compose):
    assert [nom for nom, service in compose["services"].items() if "ports" in service] == ["nginx"]


def test_nginx_recoit_les_corps_en_entier():
    nginx = (PRODUCTION / "nginx.conf.template").read_text(encoding="utf-8")
    assert "proxy_request_buffering on;" in nginx
    assert int(re.search(r"client_max_body_size (\d+)m;", nginx)[1]) > PLUS_GROSSE_PIECE_MIO


def test_l_image_ne_contient_pas_la_demonstration():
    image = (PRODUCTION / "Dockerfile").read_text(encoding="utf-8")
    assert "rm -rf amihr/pilotage/demo" in image
    assert "--no-default-groups" in image
