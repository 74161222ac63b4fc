"""A-56: before the publication no page, feed, code, badge, search or count shows a label."""

from datetime import timedelta

import pytest

from amihr import horloge
from tests.fabriques.catalogue import PUBLIE, EditionDuCatalogue, labelliser

pytestmark = pytest.mark.django_db
AVANT = PUBLIE - timedelta(microseconds=1)


@pytest.fixture
def label():
    return labelliser(EditionDuCatalogue(), coeur=True)


def adresses(label):
    return {
        "/catalogue/": 200,
        "/catalogue/?q=canoptere": 200,
        "/catalogue/?coeur=1": 200,
        "/catalogue/comparer/?s=canoptere": 200,
        "/catalogue.json": 200,
        "/catalogue.csv": 200,
        "/catalogue/canoptere/": 404,
        "/catalogue/canoptere.json": 404,
        "/catalogue/canoptere/logo.png": 404,
        f"/verifier/{label.code}/": 404,
        f"/verifier/{label.code}.json": 404,
        f"/macaron/{label.code}.svg": 404,
        f"/macaron/{label.code}.png": 404,
    }


def test_a56_rien_avant_l_instant_de_la_publication(client, label):
    for adresse, statut in adresses(label).items():
        with horloge.a(AVANT):
            reponse = client.get(adresse)
        assert reponse.status_code == statut, adresse
        assert "Canoptère" not in reponse.content.decode(errors="replace"), adresse
        assert "Orthoselve" not in reponse.content.decode(errors="replace"), adresse


def test_a56_les_memes_adresses_repondent_a_l_instant_dit(client, label):
    for adresse in adresses(label).keys() - {"/catalogue/canoptere/logo.png"}:
        with horloge.a(PUBLIE):
            assert client.get(adresse).status_code == 200, adresse


def test_a56_une_decision_dont_la_publication_n_est_pas_fixee_ne_parait_jamais(client):
    label = labelliser(publication_le=None)
    with horloge.a(PUBLIE + timedelta(days=300)):
        assert client.get("/catalogue/canoptere/").status_code == 404
        assert client.get(f"/verifier/{label.code}/").status_code == 404


def test_a56_sous_embargo_mal_forme_ou_inconnu_la_reponse_est_la_meme(client, label):
    with horloge.a(AVANT):
        corps = {
            client.get(f"/verifier/{code}.json").content for code in (label.code, "2222-2222", "court", "0000-0000")
        }
        pages = {
            client.get(f"/verifier/{code}/").content.decode().replace(montre, "")
            for code, montre in (
                (label.code, f"{label.code[:4]}-{label.code[4:]}"),
                ("22222222", "2222-2222"),
                ("court", "court"),
            )
        }
    assert (len(corps), len(pages)) == (1, 1)
