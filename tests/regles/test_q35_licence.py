"""Q35: facts of the register under Licence Ouverte; the company's texts if it agreed; images never."""

import pytest

from amihr import horloge
from catalogue.lectures.fiches import registre
from catalogue.regles.registre import LICENCE, textes_publies
from tests.fabriques.catalogue import PENDANT_LE_LABEL, labelliser, reponses_publiques

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pendant_le_label(db):
    with horloge.a(PENDANT_LE_LABEL):
        yield


def test_sans_l_accord_les_textes_restent_au_site(client):
    labelliser(reponses=reponses_publiques(presentation={"licence": "non"}))
    (ligne,) = registre(PENDANT_LE_LABEL, avec_textes=True)
    assert (ligne["contenu_publie"], textes_publies(ligne)) == (None, {})
    flux = client.get("/catalogue.json").content.decode()
    assert "Canoptère" in flux
    assert "rue par rue" not in flux


def test_avec_l_accord_les_textes_sont_reutilisables(client):
    labelliser()
    (solution,) = client.get("/catalogue.json").json()["solutions"]
    assert "rue par rue" in solution["textes"]["resume"]


def test_aucune_image_ne_sort_et_la_licence_est_dite(client):
    labelliser()
    for adresse in ("/catalogue.json", "/catalogue.csv", "/catalogue/canoptere.json"):
        reponse = client.get(adresse)
        contenu = reponse.content.decode().lower()
        assert LICENCE["nom"].lower() in contenu
        assert reponse["Link"].startswith(f"<{LICENCE['adresse']}>")
        assert not any(image in contenu for image in ("logo.png", ".svg", "macaron/"))
