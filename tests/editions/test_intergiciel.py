import pytest

from tests.fabriques.editions import EditionFactory

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


def test_les_liens_restent_dans_l_edition_nommee(client, edition):
    autre = EditionFactory(nom="Une autre")
    page = client.get(f"/editions/{autre.slug}/").content.decode()
    assert f'href="/editions/{autre.slug}/reglement/"' in page
    assert 'href="/reglement/"' not in page
