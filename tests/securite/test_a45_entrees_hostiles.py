"""A-45: NUL, lone surrogates, enormous texts and thousands of fields answer 400, never 500."""

import json
from urllib.parse import urlencode

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from amihr import urls as adresses

pytestmark = pytest.mark.django_db
FORMULAIRE = "application/x-www-form-urlencoded"
recus = []


@login_not_required
def recevoir(request, suite=""):
    """A page that takes anything: what reaches it got through."""
    recus.append(dict(request.POST) or request.body)
    return HttpResponse("reçu")


handler400 = adresses.handler400
urlpatterns = [path("recevoir/", recevoir), path("recevoir/<str:suite>", recevoir)]


@pytest.fixture
def client(settings):
    settings.ROOT_URLCONF = __name__
    recus.clear()
    return Client(raise_request_exception=False)


def poster(client, corps, type_mime=FORMULAIRE):
    return client.generic("POST", "/recevoir/", corps, content_type=type_mime).status_code


@pytest.mark.parametrize(
    "corps",
    [
        "resume=a%00b",
        "resume%00=a",
        "resume=%ED%A0%80",  # a lone surrogate, as bytes
        "resume=%FF",
        "resume=" + "a" * 1_000_000,
        "&".join(f"c{rang}=1" for rang in range(10_000)),
        "resume=" + "a" * 3_000_000,
    ],
    ids=["nul", "nul-dans-le-nom", "demi-caractere", "octet", "un-million", "dix-mille-champs", "trois-millions"],
)
def test_a45_un_formulaire_impossible_est_refuse(client, corps):
    assert poster(client, corps) == 400
    assert recus == []


@pytest.mark.parametrize(
    "corps",
    [
        r'{"a": "\u0000"}',
        r'{"a": ["\ud800"]}',
        r'{"\udfff": 1}',
        "{",
        "[" * 100_000,
        b"\xff",
        json.dumps("a" * 1_000_000),
    ],
    ids=["nul", "demi-caractere", "dans-une-cle", "coupe", "imbrique", "octet", "un-million"],
)
def test_a45_un_json_impossible_est_refuse(client, corps):
    assert poster(client, corps, "application/json") == 400
    assert recus == []


@pytest.mark.parametrize("valeur", ["a\x00b", "a" * 1_000_000], ids=["nul", "un-million"])
def test_a45_un_formulaire_avec_fichiers_impossible_est_refuse(client, valeur):
    assert client.post("/recevoir/", {"resume": valeur}).status_code == 400
    assert recus == []


@pytest.mark.parametrize(
    "adresse", ["/recevoir/a%00b", "/recevoir/?q=a%00", "/recevoir/?q=%ED%A0%80", "/recevoir/?q=%FF"]
)
def test_a45_une_adresse_impossible_est_refusee(client, adresse):
    assert client.get(adresse).status_code == 400


def test_a45_un_temoin_impossible_est_refuse(client):
    client.cookies["sessionid"] = "a\x00b"
    assert client.get("/recevoir/").status_code == 400


def test_a45_un_texte_ordinaire_passe(client):
    texte = "Église « été » 😀 " + "é" * 100_000
    assert poster(client, urlencode({"resume": texte})) == 200
    assert client.post("/recevoir/", {"resume": texte}).status_code == 200
    assert poster(client, json.dumps({"resume": texte}), "application/json") == 200
    assert recus[:2] == [{"resume": [texte]}] * 2
