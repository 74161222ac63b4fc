"""The register as files."""

import csv
import io

import pytest

from amihr import horloge
from tests.fabriques.catalogue import PENDANT_LE_LABEL, EditionDuCatalogue, labelliser, retirer_directement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pendant_le_label(db):
    with horloge.a(PENDANT_LE_LABEL):
        yield


def lignes(client):
    texte = client.get("/catalogue.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(texte)))


def test_sans_label_les_fichiers_sont_vides_et_bien_formes(client):
    assert (client.get("/catalogue.json").json()["solutions"], lignes(client)) == ([], [])


def test_le_json_dit_les_faits_du_registre(client):
    label = labelliser(coeur=True)
    (solution,) = client.get("/catalogue.json").json()["solutions"]
    assert (solution["titre"], solution["fin"], solution["coup_de_coeur"]) == ("Canoptère", "2027-05-26", True)
    assert solution["verification"].endswith(f"/verifier/{label.code[:4]}-{label.code[4:]}/")
    assert solution["cas_usage"] == ["Patrimoine arboré"]


def test_le_csv_porte_la_licence_a_chaque_ligne(client):
    edition = EditionDuCatalogue()
    for titre in ("Lisière", "Atlas"):
        labelliser(edition, titre=titre)
    assert [(ligne["titre"], ligne["licence"]) for ligne in lignes(client)] == [
        ("Atlas", "Licence Ouverte 2.0"),
        ("Lisière", "Licence Ouverte 2.0"),
    ]


@pytest.mark.parametrize("adresse", ["/catalogue.json", "/catalogue.csv", "/catalogue/canoptere.json"])
def test_un_fichier_deja_lu_repond_304_jusqu_au_retrait(client, adresse):
    label = labelliser()
    etag = client.get(adresse)["ETag"]
    assert client.get(adresse, headers={"If-None-Match": etag}).status_code == 304
    retirer_directement(label)
    assert client.get(adresse, headers={"If-None-Match": etag}).status_code in (200, 404)


def test_d_autres_sites_lisent_le_json(client):
    assert client.get("/catalogue.json")["Access-Control-Allow-Origin"] == "*"
