"""A whole upload and a whole download, through the site's own middleware."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, JsonResponse
from django.test.client import encode_multipart
from django.urls import path

from amihr.comptes.models import Personne
from amihr.fichiers import rangement
from amihr.fichiers.models import Fichier
from amihr.urls import urlpatterns as adresses
from tests.corpus import documents

INSTANT = datetime(2026, 5, 1, tzinfo=UTC)
CONTENU = "multipart/form-data; boundary=F"


@login_not_required
def envoyer(request):
    deposant = Personne.objects.get()
    fichier = rangement.ranger(request.FILES.get("fichier"), genre="kbis", par=deposant, instant=INSTANT)
    return JsonResponse({"id": str(fichier.pk)})


@login_not_required
def telecharger(request, pk):
    if request.GET.get("comme") != "ayant-droit":
        raise Http404
    return rangement.servir(request, Fichier.objects.get(pk=pk))


urlpatterns = [path("envoi/", envoyer), path("fichier/<uuid:pk>/", telecharger), *adresses]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def fichier(alice, rangement_prive, client):
    reponse = client.post("/envoi/", {"fichier": SimpleUploadedFile("kbis.pdf", documents.pdf())})
    return Fichier.objects.get(pk=reponse.json()["id"])


def test_trop_d_envois_repond_429(alice, rangement_prive, client, monkeypatch):
    monkeypatch.setattr(rangement, "TELEVERSEMENTS_PAR_HEURE", 0)
    reponse = client.post("/envoi/", {"fichier": SimpleUploadedFile("kbis.pdf", documents.pdf())})
    assert reponse.status_code == 429
    assert "réessayez un peu plus tard" in reponse.content.decode()


def test_fichier_refuse_repond_409_avec_le_remede(alice, rangement_prive, client):
    reponse = client.post("/envoi/", {"fichier": SimpleUploadedFile("kbis.pdf", documents.javascript())})
    assert reponse.status_code == 409
    assert "JavaScript" in reponse.content.decode()


def test_a42_envoi_coupe_ne_laisse_rien_et_se_reprend(alice, rangement_prive, client):
    corps = encode_multipart("F", {"fichier": SimpleUploadedFile("kbis.pdf", documents.pdf(pages=20))})
    moitie = {"wsgi.input": BytesIO(corps[: len(corps) // 2]), "CONTENT_LENGTH": str(len(corps))}
    assert client.generic("POST", "/envoi/", b"-", CONTENU, **moitie).status_code == 400
    assert not Fichier.objects.exists()
    assert not list(rangement_prive.iterdir())
    assert client.generic("POST", "/envoi/", corps, CONTENU).status_code == 200


@pytest.mark.parametrize("entetes", [{}, {"Range": "bytes=0-3"}, {"If-None-Match": "*"}])
def test_sans_droit_rien_ne_distingue_le_fichier(fichier, client, entetes):
    adresse = f"/fichier/{fichier.pk}/"
    refus = client.get(adresse, headers=entetes), client.head(adresse, headers=entetes)
    assert {reponse.status_code for reponse in refus} == {404}
    assert not any(entete in reponse for reponse in refus for entete in ("ETag", "Content-Range", "Accept-Ranges"))


def test_fichier_telecharge_garde_ses_en_tetes_sous_les_intergiciels(fichier, client):
    reponse = client.get(f"/fichier/{fichier.pk}/?comme=ayant-droit")
    assert b"".join(reponse.streaming_content) == documents.pdf()
    assert reponse["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert reponse["Cache-Control"] == "private, no-store"
    assert reponse["Content-Disposition"].startswith("attachment")
    assert reponse["X-Content-Type-Options"] == "nosniff"
    reponse.close()


def test_plage_servie_sous_les_intergiciels(fichier, client):
    reponse = client.get(f"/fichier/{fichier.pk}/?comme=ayant-droit", headers={"Range": "bytes=0-4"})
    assert (reponse.status_code, b"".join(reponse.streaming_content)) == (206, b"%PDF-")
    reponse.close()
