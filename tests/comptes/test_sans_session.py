"""What was sent without a session and is not kept: the sign-in page says so, and so does the page that comes after."""

import pytest

from amihr.comptes import reprise, sans_session
from candidatures.models import Depot
from tests.fabriques.comptes import connecter
from tests.pages import mots_de

NON_DEPOSEE = "Votre session était terminée : la candidature n’est pas déposée."
NOUVELLE = "Votre session était terminée : la nouvelle version n’est pas déposée."
PERDU = "Votre session était terminée : ce que vous veniez d’envoyer n’a pas été enregistré."
CONNEXION = "/compte/connexion/"


def envoyer(client, adresse, champs=None, depuis="", **entetes):
    return client.post(adresse, champs or {}, headers={"Referer": f"http://testserver{depuis or adresse}", **entetes})


@pytest.fixture
def verification(dossier, pendant):
    return f"/candidatures/{dossier.reference}/verification/"


@pytest.fixture
def deposer(client, verification):
    adresse = verification.replace("verification", "deposer")
    return lambda champs=None: envoyer(client, adresse, {"acceptation": "1"} | (champs or {}), verification)


def test_un_avis_que_nous_n_avons_pas_signe_n_est_pas_dit(client, alice, verification):
    client.cookies[sans_session.COOKIE] = "Rappelez le 08 99 00 00 00"
    assert "08 99" not in mots_de(client.get(CONNEXION))
    assert "08 99" not in mots_de(connecter(client, alice).get(verification))


@pytest.mark.parametrize("adresse", ["/compte/sessions/prolonger/"])
def test_ce_qui_n_ecrit_rien_ne_dit_rien(client, edition, adresse):
    envoyer(client, adresse)
    assert "Votre session était terminée" not in mots_de(client.get(CONNEXION))


def test_ce_que_le_script_envoie_n_est_pas_dit_perdu(client, verification):
    """Its page keeps a copy and says it."""
    adresse = verification.replace("verification", "solution")
    envoyer(client, adresse, {"titre": "x"}, Accept="application/json")
    assert "Votre session était terminée" not in mots_de(client.get(CONNEXION))


def test_ce_qui_est_garde_n_est_pas_dit_perdu(client, alice, deposer, verification):
    deposer()
    auteur = {"titre": "Canoptère", "_auteur": reprise.signer_l_auteur(alice)}
    envoyer(client, verification.replace("verification", "solution"), auteur)
    page = mots_de(client.get(CONNEXION))
    assert "est gardé une heure" in page
    assert NON_DEPOSEE not in page


def test_sans_rien_envoyer_rien_n_est_dit(client, alice, verification):
    assert client.get(verification)["Location"] == f"{CONNEXION}?next={verification}"
    assert "Votre session était terminée" not in mots_de(client.get(CONNEXION))
    assert "Votre session était terminée" not in mots_de(connecter(client, alice).get(verification))


def test_un_depot_sans_session_dit_a_la_connexion_puis_apres_qu_il_n_est_pas_fait(client, alice, deposer, verification):
    assert deposer()["Location"] == f"{CONNEXION}?next={verification}"
    assert not Depot.objects.exists()
    assert NON_DEPOSEE in mots_de(client.get(CONNEXION))
    assert NON_DEPOSEE in mots_de(client.post(CONNEXION, {"login": alice.courriel, "password": "un autre que le sien"}))
    assert NON_DEPOSEE in mots_de(connecter(client, alice).get(verification))
    assert NON_DEPOSEE not in mots_de(client.get(verification))


def test_une_version_deja_deposee_n_est_pas_dite_non_deposee(client, alice, depose, pendant):
    page = connecter(client, alice).get(f"/candidatures/{depose.reference}/verification/").content.decode()
    assert 'name="nouvelle"' not in page  # nothing changed since: there is no form
    depose.sections.filter(partie="memoire").update(numero=2, contenu={"memoire": "Réécrit"})
    page = client.get(f"/candidatures/{depose.reference}/verification/").content.decode()
    assert '<input type="hidden" name="nouvelle" value="1">' in page


def test_une_nouvelle_version_se_dit_par_son_nom(client, deposer):
    deposer({"nouvelle": "1"})
    assert NOUVELLE in mots_de(client.get(CONNEXION))


@pytest.mark.parametrize("suite", ["messages/", "pieces/", "equipe/", "retirer/"])
def test_tout_envoi_sans_session_dit_qu_il_n_est_pas_enregistre(client, alice, verification, suite):
    adresse = verification.replace("verification/", suite)
    envoyer(client, adresse, {"texte": "Bonjour"})
    assert PERDU in mots_de(client.get(CONNEXION))
    assert PERDU in mots_de(connecter(client, alice).get(adresse))
