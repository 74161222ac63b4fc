"""The private storage in an S3 bucket, on moto's server."""

from datetime import UTC, datetime
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import boto3
import pytest
from django.core.files.storage import default_storage
from django.test import RequestFactory
from moto.server import ThreadedMotoServer

from amihr.fichiers.models import Fichier
from amihr.fichiers.rangement import derive_du_logo, ranger, ranger_octets, servir, supprimer
from amihr.socle.refus import ActeRefuse
from tests.corpus import documents, images

INSTANT = datetime(2026, 5, 1, tzinfo=UTC)
ACCES = {"region_name": "us-east-1"}


@pytest.fixture(scope="module")
def serveur():
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    yield "http://{}:{}".format(*moto.get_host_and_port())
    moto.stop()


@pytest.fixture
def seau(serveur, settings):
    client = boto3.client("s3", endpoint_url=serveur, aws_access_key_id="cle", aws_secret_access_key="secret", **ACCES)
    client.create_bucket(Bucket="prive")
    options = {"bucket_name": "prive", "endpoint_url": serveur, "access_key": "cle", "secret_key": "secret", **ACCES}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "amihr.fichiers.seau.Seau", "OPTIONS": options}}
    yield client
    for objet in client.list_objects_v2(Bucket="prive").get("Contents", []):
        client.delete_object(Bucket="prive", Key=objet["Key"])
    client.delete_bucket(Bucket="prive")
    client.close()


@pytest.fixture
def fichier(seau, db):
    return ranger_octets(b"0123456789" * 100, nom="été.pdf", type_mime="application/pdf", instant=INSTANT)


def demander(fichier, methode="get"):
    request = getattr(RequestFactory(), methode)("/")
    request.user = SimpleNamespace(pk=None)
    return servir(request, fichier)


def test_adresse_sans_signature_refusee(fichier, settings):
    adresse = demander(fichier)["Location"].partition("?")[0]
    with pytest.raises(HTTPError) as refus:
        urlopen(adresse)
    with refus.value:
        assert refus.value.code == 403


def test_seau_en_panne_refuse_sans_rien_laisser(seau, settings, alice, envoi):
    ailleurs = settings.STORAGES["default"]["OPTIONS"] | {"bucket_name": "absent"}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": ailleurs}}
    with pytest.raises(ActeRefuse, match="stockage_indisponible"):
        ranger(envoi(documents.pdf()), genre="kbis", par=alice, instant=INSTANT)
    assert not Fichier.objects.exists()


def test_adresse_signee_donne_le_fichier_une_minute(fichier):
    reponse = demander(fichier)
    assert (reponse.status_code, reponse["Cache-Control"]) == (302, "private, no-store")
    with urlopen(reponse["Location"]) as recue:
        assert (recue.status, recue.read()) == (200, b"0123456789" * 100)
        assert recue.headers["Content-Type"] == "application/pdf"
        assert recue.headers["Content-Disposition"].startswith("attachment;")
    assert int(parse_qs(urlsplit(reponse["Location"]).query)["X-Amz-Expires"][0]) <= 60


def test_adresse_signee_repond_a_une_plage(fichier):
    with urlopen(Request(demander(fichier)["Location"], headers={"Range": "bytes=3-6"})) as recue:
        assert (recue.status, recue.read()) == (206, b"3456")


def test_head_repond_sans_adresse(fichier):
    reponse = demander(fichier, "head")
    assert (reponse.status_code, reponse["Content-Length"]) == (200, "1000")


def test_octets_deposes_sous_une_cle_privee(seau, alice, envoi):
    fichier = ranger(envoi(documents.pdf()), genre="kbis", par=alice, instant=INSTANT)
    objet = seau.get_object(Bucket="prive", Key=fichier.cle)
    assert objet["Body"].read() == documents.pdf()
    droits = seau.get_object_acl(Bucket="prive", Key=fichier.cle)["Grants"]
    assert [droit["Permission"] for droit in droits] == ["FULL_CONTROL"]


def test_derive_du_logo_servi_par_le_site_lui_meme(seau, alice, envoi):
    logo = ranger(envoi(images.image("PNG"), "logo.png"), genre="logo", par=alice, instant=INSTANT)
    reponse = demander(derive_du_logo(logo))
    assert b"".join(reponse.streaming_content)[:4] == b"\x89PNG"
    for fermer in reponse._resource_closers:
        fermer()
    assert demander(logo).status_code == 302


def test_supprimer_vide_le_seau(seau, fichier, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        supprimer(fichier)
    assert not default_storage.exists(fichier.cle)
