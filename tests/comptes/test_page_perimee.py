"""A part sent with the token of a session that is over, once signed in again elsewhere: its text comes back, unsaved."""

import pytest
from django.test import Client

from amihr.comptes import reprise
from candidatures.models import RevisionSection
from tests.fabriques.comptes import connecter
from tests.pages import mots_de, texte_de

from .conftest import TEXTE


@pytest.fixture
def onglet(alice):
    """Alice's browser, whose forms need their token."""
    return connecter(Client(enforce_csrf_checks=True), alice)


def envoyer(client, adresse, champs, **entetes):
    avant = RevisionSection.objects.count()
    reponse = client.post(adresse, champs, headers={"Referer": f"http://testserver{adresse}", **entetes})
    assert RevisionSection.objects.count() == avant
    return reponse


def refuse_et_ne_garde_rien(reponse):
    return reponse.status_code == 403 and reprise.COOKIE not in reponse.cookies


@pytest.mark.parametrize("forge", ["", "x", "00000000-0000-0000-0000-000000000000:forge"])
def test_sans_la_signature_de_l_auteur_rien_n_est_garde(onglet, adresse, champs, forge):
    assert refuse_et_ne_garde_rien(envoyer(onglet, adresse, champs | {"_auteur": forge}))


def test_la_page_d_une_autre_personne_ne_garde_rien(onglet, adresse, champs, bruno):
    assert refuse_et_ne_garde_rien(envoyer(onglet, adresse, champs | {"_auteur": reprise.signer_l_auteur(bruno)}))


def test_sans_session_rien_n_est_garde_par_un_jeton_faux(adresse, champs):
    assert refuse_et_ne_garde_rien(envoyer(Client(enforce_csrf_checks=True), adresse, champs))


def test_le_script_recoit_le_refus(onglet, adresse, champs):
    assert refuse_et_ne_garde_rien(envoyer(onglet, adresse, champs, Accept="application/json"))


def test_le_texte_revient_sur_sa_page_sans_etre_enregistre(onglet, adresse, champs):
    reponse = envoyer(onglet, adresse, champs)
    assert (reponse.status_code, reponse["Location"]) == (302, adresse)
    page = onglet.get(adresse)
    assert TEXTE in texte_de(page)
    assert "pas encore enregistrées" in mots_de(page)
