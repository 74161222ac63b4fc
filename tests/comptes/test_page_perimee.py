"""A form sent with the token of a session that is over, once signed in again elsewhere: nothing is done, and it is said.

The text of a part comes back, unsaved; a filing refused so is kept with its cause (T15).
"""

import pytest
from django.test import Client

from amihr.comptes import reprise
from amihr.pilotage.cloture import CAUSES
from candidatures.models import Depot, RevisionSection, Tentative
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
    assert "La page était périmée" in mots_de(page)
    assert "Votre session était terminée" not in mots_de(page)


@pytest.fixture
def deposer(dossier, pendant):
    """Press the button of the check page, whose token is out of date."""
    racine = f"/candidatures/{dossier.reference}/"
    entetes = {"Referer": f"http://testserver{racine}deposer/"}  # the check page after a first refusal
    return lambda client, **champs: client.post(f"{racine}deposer/", {"acceptation": "1"} | champs, headers=entetes)


def test_le_depot_d_un_rival_ne_consigne_rien(deposer, bruno):
    reponse = deposer(connecter(Client(enforce_csrf_checks=True), bruno))
    assert reponse.status_code == 403
    assert not Tentative.objects.exists()


def test_le_depot_d_une_page_perimee_n_est_pas_fait_le_dit_et_se_consigne(onglet, deposer, dossier, alice):
    reponse = deposer(onglet)
    assert reponse.status_code == 403
    assert not Depot.objects.exists()
    assert "La candidature n’est pas déposée." in mots_de(reponse)
    assert f'href="/candidatures/{dossier.reference}/verification/">Rouvrir la page à jour' in reponse.content.decode()
    tentative = Tentative.objects.get()
    assert (tentative.candidature, tentative.personne) == (dossier, alice)
    assert (tentative.geste, tentative.cause) == ("deposer", "page_perimee")
    assert tentative.cause in CAUSES


def test_une_nouvelle_version_d_une_page_perimee_se_dit_par_son_nom(onglet, deposer):
    assert "La nouvelle version n’est pas déposée." in mots_de(deposer(onglet, nouvelle="1"))


def test_tout_envoi_d_une_page_perimee_ramene_a_sa_page(onglet, dossier, pendant):
    page = f"/candidatures/{dossier.reference}/pieces/"
    reponse = onglet.post(
        f"{page}00000000-0000-0000-0000-000000000000/retirer/", headers={"Referer": f"http://testserver{page}"}
    )
    assert reponse.status_code == 403
    assert "Ce que vous veniez d’envoyer n’a pas été enregistré." in mots_de(reponse)
    assert f'href="{page}">Rouvrir la page à jour' in reponse.content.decode()
