"""A-58: codes tried at random find nothing, and are limited; known codes never are."""

import pytest

from amihr import horloge
from catalogue.lectures.labels import label_public
from catalogue.models import Label
from catalogue.regles.code import code_neuf
from tests.fabriques.catalogue import PENDANT_LE_LABEL, labelliser

pytestmark = pytest.mark.django_db
INCONNU = "22222222"


@pytest.fixture(autouse=True)
def pendant_le_label(db):
    with horloge.a(PENDANT_LE_LABEL):
        yield


def test_a58_dix_mille_codes_au_hasard_n_en_trouvent_aucun():
    label = labelliser()
    essais = {code_neuf() for _ in range(10_000)}
    assert not Label.objects.filter(code__in=essais - {label.code}).exists()
    assert label_public(label.code, PENDANT_LE_LABEL) is not None


@pytest.mark.parametrize(
    "adresse", ["/verifier/22222222/", "/verifier/22222222.json", "/macaron/22222222.svg", "/verifier/?code=x"]
)
def test_a58_le_soixante_et_unieme_code_inconnu_de_la_minute_est_refuse(client, adresse):
    reponses = [client.get(adresse) for _ in range(61)]
    assert [reponse.status_code for reponse in reponses] == [404] * 60 + [429]
    assert reponses[-1]["Retry-After"] == "60"


def test_a58_la_limite_est_commune_aux_pages_au_json_et_aux_images(client):
    for _ in range(20):
        for adresse in (f"/verifier/{INCONNU}/", f"/verifier/{INCONNU}.json", f"/macaron/{INCONNU}.png"):
            client.get(adresse)
    assert client.get(f"/verifier/{INCONNU}/").status_code == 429


def test_a58_un_code_connu_n_est_jamais_limite(client):
    label = labelliser()
    for _ in range(61):
        client.get(f"/verifier/{INCONNU}/")
    assert client.get(f"/verifier/{INCONNU}/").status_code == 429
    assert [client.get(f"/verifier/{label.code}.json").status_code for _ in range(70)] == [200] * 70


def test_a58_une_autre_adresse_n_est_pas_limitee(client):
    for _ in range(61):
        client.get(f"/verifier/{INCONNU}/")
    assert client.get(f"/verifier/{INCONNU}/", REMOTE_ADDR="192.0.2.7").status_code == 404
