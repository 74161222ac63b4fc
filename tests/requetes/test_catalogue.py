"""SQL statements of the lists of the catalogue: as many with 30 labels as with 3."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amihr import horloge
from tests.fabriques.catalogue import PENDANT_LE_LABEL, EditionDuCatalogue, agent_engage, labelliser_plusieurs
from tests.fabriques.comptes import connecter

pytestmark = pytest.mark.django_db
PLAFONDS = {
    "/catalogue/": 8,
    "/catalogue/?q=arbres": 8,
    "/catalogue/?theme=environnement&besoin=arbres&donnees=lidar&locale=1&coeur=1&tri=fin": 8,
    "/catalogue.json": 2,
    "/catalogue.csv": 2,
    "/catalogue/comparer/?s=solution-00&s=solution-01": 6,
    "/catalogue/solution-00/": 6,
}


def compter(client, adresse):
    with CaptureQueriesContext(connection) as requetes:
        assert client.get(adresse).status_code == 200
    return len(requetes)


@pytest.mark.parametrize("adresse", PLAFONDS)
def test_autant_de_requetes_pour_trois_labels_et_pour_trente(client, adresse):
    edition = EditionDuCatalogue()
    with horloge.a(PENDANT_LE_LABEL):
        labelliser_plusieurs(edition, 3)
        trois = compter(client, adresse)
        labelliser_plusieurs(edition, 27)
        assert (compter(client, adresse), trois <= PLAFONDS[adresse]) == (trois, True)


def test_la_liste_de_la_region_ne_grandit_pas(client):
    edition = EditionDuCatalogue()
    connecter(client, agent_engage(edition))
    with horloge.a(PENDANT_LE_LABEL):
        labelliser_plusieurs(edition, 3)
        compter(client, "/region/labels/")
        trois = compter(client, "/region/labels/")
        labelliser_plusieurs(edition, 27)
        assert compter(client, "/region/labels/") == trois


def test_verifier_un_code_tient_en_deux_requetes(client):
    (label,) = labelliser_plusieurs(EditionDuCatalogue(), 1)
    with horloge.a(PENDANT_LE_LABEL):
        for adresse in (f"/verifier/{label.code}/", f"/verifier/{label.code}.json"):
            assert compter(client, adresse) == 2


def test_une_fiche_deja_lue_coute_trois_requetes_au_plus(client):
    labelliser_plusieurs(EditionDuCatalogue(), 1)
    with horloge.a(PENDANT_LE_LABEL):
        etag = client.get("/catalogue/solution-00/")["ETag"]
        with CaptureQueriesContext(connection) as requetes:
            assert client.get("/catalogue/solution-00/", headers={"If-None-Match": etag}).status_code == 304
    assert len(requetes) <= 3
