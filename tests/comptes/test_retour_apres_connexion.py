"""What was sent without a session: one signs in, then is back on the page of the form, never on a blank one."""

import pytest

from tests.fabriques.comptes import connecter
from tests.pages import mots_de

PAGE = "http://testserver/candidatures/AMI-1/verification/"
DEPOSER = "/candidatures/AMI-1/deposer/"


@pytest.mark.parametrize(
    ("depuis", "suite"),
    [
        (PAGE, "/candidatures/AMI-1/verification/"),
        ("https://ailleurs.example/", "/compte/"),
        ("", "/compte/"),
    ],
)
def test_apres_la_connexion_on_revient_a_la_page_du_formulaire(client, edition, depuis, suite):
    reponse = client.post(DEPOSER, headers={"Referer": depuis} if depuis else {})
    assert reponse["Location"] == f"/compte/connexion/?next={suite}"


def test_une_page_demandee_est_celle_ou_l_on_revient(client, edition):
    assert client.get("/region/")["Location"] == "/compte/connexion/?next=/region/"


def test_une_adresse_qui_ne_recoit_que_des_formulaires_le_dit(client, alice, edition):
    reponse = connecter(client, alice).get(DEPOSER, headers={"Referer": PAGE})
    assert (reponse.status_code, reponse["Allow"]) == (405, "POST")
    assert "Rien n’a été enregistré" in mots_de(reponse)
    assert 'href="/candidatures/AMI-1/verification/"' in reponse.content.decode()
