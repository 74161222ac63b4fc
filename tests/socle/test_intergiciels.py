"""Headers that every answer bears."""

import pytest
from django.http import HttpResponse

from amihr.socle.intergiciels import EntetesIntergiciel
from amihr.socle.pannes import erreur_du_service


def repondre(rf, *, session=False, **entetes):
    requete = rf.get("/")
    if session:
        requete.COOKIES["sessionid"] = "x"
    return EntetesIntergiciel(lambda request: HttpResponse(headers=entetes))(requete)


def test_une_page_en_session_ne_se_garde_nulle_part(rf):
    assert repondre(rf, session=True)["Cache-Control"] == "private, no-store"


def test_une_page_publique_garde_ses_reglages(rf):
    assert not repondre(rf).has_header("Cache-Control")
    assert repondre(rf, session=True, **{"Cache-Control": "no-cache"})["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "capacite", ["camera=()", "geolocation=()", "microphone=()", "publickey-credentials-get=(self)"]
)
def test_les_capacites_de_l_appareil_sont_fermees(rf, capacite):
    assert capacite in repondre(rf)["Permissions-Policy"]


@pytest.mark.parametrize(
    ("adresse", "cache"),
    [
        ("/candidatures/lecture/un-jeton/", True),
        ("/compte/invitations/un-jeton/", True),
        ("/compte/confirmer/MQ:1abc:jeton/", True),
        ("/compte/mot-de-passe/nouveau/1-abc/", True),
        ("/actualites/desabonnement/un-jeton/", True),
        ("/compte/connexion/", False),
    ],
)
@pytest.mark.django_db
def test_une_adresse_secrete_n_entre_dans_aucun_moteur(client, adresse, cache):
    assert (client.get(adresse).headers.get("X-Robots-Tag") == "noindex") == cache


def test_une_erreur_ordinaire_est_une_500(rf):
    try:
        raise ValueError
    except ValueError:
        reponse = erreur_du_service(rf.get("/"))
    assert (reponse.status_code, reponse.has_header("Retry-After")) == (500, False)


@pytest.mark.parametrize("faute", ["OperationalError", "InterfaceError"])
def test_une_base_absente_est_une_503_qui_dit_quand_revenir(rf, faute):
    from django import db

    try:
        raise getattr(db, faute)
    except db.Error:
        reponse = erreur_du_service(rf.get("/"))
    assert (reponse.status_code, reponse["Retry-After"]) == (503, "30")
