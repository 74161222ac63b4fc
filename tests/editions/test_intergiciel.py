from datetime import timedelta

import pytest
from django.test import Client

from amihr import horloge
from amihr.comptes.models import Role
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CLOTURE, PENDANT, EditionFactory
from tests.personnages import personne

pytestmark = pytest.mark.django_db


def test_une_edition_inconnue_est_introuvable(client):
    assert client.get("/editions/inconnue/").status_code == 404


def test_une_page_de_l_instance_n_a_pas_d_adresse_sous_une_edition(client, edition):
    assert client.get("/mentions-legales/").status_code == 200
    assert client.get(f"/editions/{edition.slug}/mentions-legales/").status_code == 404


def test_sans_edition_courante_l_accueil_le_dit(client):
    reponse = client.get("/")
    assert reponse.status_code == 200
    assert "Aucun appel en cours" in reponse.content.decode()


def test_sans_edition_courante_le_reglement_est_introuvable(client):
    assert client.get("/reglement/").status_code == 404


def test_la_racine_montre_l_edition_courante(client, edition):
    EditionFactory(nom="Une autre")
    assert edition.nom in client.get("/").content.decode()


def test_une_edition_en_preparation_n_existe_que_pour_qui_a_une_charge(client, edition):
    autre = EditionFactory(nom="L’année prochaine", ouverture_le=CLOTURE, cloture_le=CLOTURE + timedelta(days=30))
    adresse = f"/editions/{autre.slug}/"
    with horloge.a(PENDANT):
        assert client.get(adresse).status_code == 404
        assert autre.nom not in client.get("/plan-du-site/").content.decode()
        assert connecter(client, personne("Alice")).get(adresse).status_code == 404
        page = connecter(client, personne("Adam", roles=[Role.ADMINISTRATEUR], totp=True)).get(adresse)
        assert 'data-horloge="/horloge.json"' in page.content.decode()  # asked without an account
        assert Client().get(f"{adresse}echeance.json").status_code == 404
    with horloge.a(CLOTURE):
        page = Client().get(adresse)
        assert f'data-horloge="{adresse}echeance.json"' in page.content.decode()
        assert Client().get(f"{adresse}echeance.json").json()["fort"].startswith("L’appel est ouvert")


def test_les_liens_restent_dans_l_edition_nommee(client, edition):
    autre = EditionFactory(nom="Une autre")
    page = client.get(f"/editions/{autre.slug}/").content.decode()
    assert f'href="/editions/{autre.slug}/reglement/"' in page
    assert 'href="/reglement/"' not in page
