"""The doors other rooms lean on: second factor by condition, recent authentication."""

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpResponse
from django.urls import include, path

from amihr.comptes.portes import reauthentification_recente
from tests.fabriques.comptes import MOT_DE_PASSE, connecter


@reauthentification_recente
def exporter(request):
    """A view of the tests, behind the door of exports."""
    return HttpResponse(f"export {request.POST.get('lot', '')}")


urlpatterns = [path("compte/", include("amihr.comptes.urls")), path("exporter/", exporter, name="exporter")]
pytestmark = pytest.mark.urls(__name__)


def est_alice(personne, instant):
    """A condition as an upper room would register one."""
    return personne.courriel == "alice@exemple.fr"


def test_une_authentification_de_plus_de_dix_minutes_est_a_refaire(client, alice):
    connecter(client, alice, il_y_a=601)
    assert client.post("/exporter/").url == "/compte/confirmer-identite/?next=%2Fexporter%2F"


def test_une_authentification_recente_suffit(client, alice):
    connecter(client, alice, il_y_a=590)
    assert client.post("/exporter/").content == b"export "


def test_une_connexion_vaut_confirmation(client, alice):
    client.post("/compte/connexion/", {"login": alice.courriel, "password": MOT_DE_PASSE})
    assert client.post("/exporter/").status_code == 200


def test_l_action_reprend_apres_la_confirmation(client, alice):
    connecter(client, alice, il_y_a=601)
    suite = client.post("/exporter/", {"lot": "3"}).url
    assert client.post(suite, {"password": "faux"}).status_code == 422
    assert client.post(suite, {"password": MOT_DE_PASSE}).content == b"export 3"


def test_une_condition_declaree_exige_le_second_facteur_aussitot(client, alice, settings):
    connecter(client, alice, second_facteur=False)
    assert client.get("/exporter/").status_code == 200
    settings.SECOND_FACTEUR_REQUIS = [f"{__name__}.est_alice"]
    assert client.get("/exporter/").url == "/compte/double-authentification/"


def test_un_second_facteur_donne_a_un_autre_ne_compte_pas(rf, client, agnes, alice):
    connecter(client, agnes)
    requete = rf.get("/")
    requete.session, requete.user = client.session, agnes
    record_authentication(requete, alice, "password")
    requete.session.save()
    assert client.get("/exporter/").url.startswith("/compte/double-authentification/confirmer/")
