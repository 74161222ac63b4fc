"""Q30: the lead holds the label, the members are named on it, each has its badge."""

import pytest

from amihr import horloge
from candidatures.models import MembreConsortium, Structure
from catalogue.actes.labels import delivrer
from tests.fabriques.catalogue import PENDANT_LE_LABEL, EditionDuCatalogue, decision_notifiee

pytestmark = pytest.mark.django_db


@pytest.fixture
def label():
    edition = EditionDuCatalogue()
    depot = decision_notifiee(edition).candidature.depots.get()
    membre = Structure.objects.create(denomination="Institut des Houppiers")
    MembreConsortium.objects.create(depot=depot, structure=membre, ordre=1)
    (label,) = delivrer(edition)
    return label


def test_le_mandataire_tient_le_label_et_les_membres_y_sont_nommes(label):
    assert (label.titulaire, [m["denomination"] for m in label.membres]) == (
        "Orthoselve SAS",
        ["Institut des Houppiers"],
    )


def test_chaque_membre_a_son_macaron(label, client):
    with horloge.a(PENDANT_LE_LABEL):
        du_mandataire = client.get(f"/macaron/{label.code}.svg").content.decode()
        du_membre = client.get(f"/macaron/{label.code}.svg?membre=1").content.decode()
    assert "Orthoselve SAS" in du_mandataire
    assert "Institut des Houppiers" in du_membre
