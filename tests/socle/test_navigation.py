import pytest
from django.http import HttpRequest
from django.urls import path

from amihr.socle import navigation
from amihr.socle.liens import sous_edition

urlpatterns = [
    path("compte/connexion/", lambda requete: None, name="account_login"),
    path("plan-du-site/", lambda requete: None, name="plan_du_site"),
    path("accessibilite/", lambda requete: None, name="accessibilite"),
]
pytestmark = pytest.mark.urls(__name__)


def liens_de(chemin, espace):
    requete = HttpRequest()
    requete.path = requete.path_info = chemin
    return getattr(navigation.Navigation(requete), espace)


@pytest.mark.parametrize("espace", ["public", "candidat", "commission", "region", "compte", "pied"])
def test_un_nom_sans_adresse_n_est_pas_montre(espace):
    assert all(lien["url"] for lien in liens_de("/", espace))
    assert len(liens_de("/", "public")) == 1


@pytest.mark.parametrize("liste", [navigation.PUBLIC, navigation.CANDIDAT, navigation.COMMISSION, navigation.REGION])
def test_un_espace_a_sept_entrees_au_plus_compte_compris(liste):
    assert len(liste) + 1 <= 7


def test_une_seule_entree_est_courante_et_la_plus_proche():
    courants = [lien["courant"] for lien in liens_de("/plan-du-site/", "pied")]
    assert courants == ["page", ""]
    assert [lien["courant"] for lien in liens_de("/accessibilite/audit/", "pied")] == ["", "true"]


def test_sans_cookie_la_session_n_est_pas_lue():
    # HttpRequest has neither session nor user here: reading them would raise.
    assert liens_de("/", "public")[-1]["nom"] == "Se connecter"


def test_dans_une_autre_edition_l_accueil_garde_le_prefixe():
    with sous_edition("2027"):
        assert liens_de("/", "accueil") == "/editions/2027/"
