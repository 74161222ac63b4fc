"""A-33: without its token no address that changes anything answers, to anybody."""

import pytest
from django.test import Client

from tests.fabriques.comptes import connecter
from tests.securite.test_table_des_acces import PAR_ADRESSE, adresse, promis

# A mail program stops a subscription by a POST that has neither cookie nor token (RFC 8058): its link is the proof.
SANS_JETON = {"editions:se_desabonner"}
ENVOIS = sorted(nom for nom, methode in PAR_ADRESSE if methode == "POST" and nom not in SANS_JETON)
QUI = ("alice", "agnes", "paula", "adam")


@pytest.fixture(scope="module")
def verifies(monde):
    """Browsers in which Django checks the token, as it does outside of the tests."""
    return {nom: connecter(Client(enforce_csrf_checks=True), monde.personnes[nom]) for nom in QUI}


@pytest.mark.parametrize("entetes", [{}, {"hx-request": "true"}, {"accept": "application/json"}], ids=str)
@pytest.mark.parametrize("nom", ENVOIS)
def test_a33_un_envoi_sans_jeton_est_refuse(monde, verifies, nom, entetes):
    chemin = adresse(monde, nom, "notifiee" if nom.startswith("catalogue:") else "en_evaluation")
    for qui in QUI:
        reponse = verifies[qui].post(chemin, {"champ": "valeur"}, headers=entetes)
        assert reponse.status_code == 403, (qui, promis(nom, "POST", qui, "en_evaluation"))
