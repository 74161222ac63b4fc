"""Nobody is led to a closed door, and every edition is reached by clicking."""

import re

import pytest

from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from tests.fabriques.candidatures import CandidatureFactory, signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import EditionFactory
from tests.pages import mots_de, texte_de
from tests.personnages import personne


@pytest.fixture
def ancienne(edition):
    return EditionFactory(complete=True, slug="ancienne", nom="Appel ancien", annee=2025)


@pytest.mark.parametrize("role", [Role.AGENT, Role.OPERATEUR, Role.ADMINISTRATEUR, Role.DPO])
def test_le_menu_de_la_region_n_ouvre_que_des_portes_ouvertes(client, edition, pendant, role):
    roxane = personne("Roxane", roles=[role], totp=True)
    signer_nda(roxane, edition, Public.AGENT)
    connecter(client, roxane)
    page = client.get("/region/").content.decode()
    liens = set(re.findall(r'href="(/region/[^"#?]*)"', page))
    assert len(liens) >= 2
    assert {lien: client.get(lien).status_code for lien in liens} == dict.fromkeys(liens, 200)


def test_le_candidat_retrouve_ses_candidatures_des_autres_editions(client, alice, ancienne, pendant):
    passee = CandidatureFactory(edition=ancienne, equipe=[alice], deposee=True)
    page = connecter(client, alice).get("/candidatures/").content.decode()
    adresse = f"/editions/ancienne/candidatures/{passee.reference}/"
    assert adresse in page
    assert client.get(adresse).status_code == 200


def test_l_agent_passe_d_une_edition_a_l_autre(client, agnes, ancienne, pendant):
    page = connecter(client, agnes).get("/region/").content.decode()
    assert 'href="/editions/ancienne/region/"' in page
    assert 'href="/region/"' in client.get("/editions/ancienne/region/").content.decode()


def test_l_agent_membre_trouve_son_bureau(client, hugo, agnes, apres):
    assert 'href="/commission/"' in connecter(client, hugo).get("/region/").content.decode()
    assert 'href="/commission/"' not in connecter(client, agnes).get("/region/").content.decode()


def test_on_ne_propose_pas_de_retirer_un_brouillon(client, alice, dossier, pendant):
    page = connecter(client, alice).get(f"/candidatures/{dossier.reference}/retirer/")
    assert "Seule une candidature déposée peut être retirée" in texte_de(page)
    assert b"btn-danger" not in page.content


@pytest.mark.parametrize("role", [Role.DPO, Role.ADMINISTRATEUR])
def test_qui_ne_compte_pas_ne_voit_pas_de_nombre(client, agnes, depose, pendant, role):
    assert "Déposées" in mots_de(connecter(client, agnes).get("/region/"))
    page = mots_de(connecter(client, personne("Dora", roles=[role], totp=True)).get("/region/"))
    assert ("Tableau de bord" in page, "Déposées" in page) == (True, False)
