"""Q36: the public reads neither rank nor score, and nothing of the non-labelled by name."""

import pytest

from amihr import horloge
from catalogue.lectures.fiches import registre
from catalogue.regles.registre import faits_du_registre
from evaluation.models import Decision, Sens
from tests.fabriques.catalogue import PENDANT_LE_LABEL, EditionDuCatalogue, decision_notifiee, labelliser

pytestmark = pytest.mark.django_db
PERMIS = {
    "titre", "titulaire", "siren", "siege", "membres", "thematique", "cas_usage", "coup_de_coeur", "etat", "debut", "fin",
    "edition", "code", "fiche", "verification", "textes_reutilisables",
}  # fmt: skip


@pytest.fixture(autouse=True)
def deux_decisions(db):
    edition = EditionDuCatalogue()
    labelliser(edition)
    decision_notifiee(edition, titre="SolutionNonLabellisee", sens=Sens.NON_LABELLISEE)
    Decision.objects.update(figures={"total": "TotalDuClassement", "rang": "RangDuClassement"})
    with horloge.a(PENDANT_LE_LABEL):
        yield


def test_le_registre_ne_sort_que_les_faits_prevus():
    (ligne,) = registre(PENDANT_LE_LABEL)
    assert set(faits_du_registre(ligne, "")) == PERMIS


@pytest.mark.parametrize("adresse", ["/catalogue/", "/catalogue.json", "/catalogue.csv", "/catalogue/canoptere/"])
def test_ni_rang_ni_note_ni_nom_de_non_labellise(client, adresse):
    page = client.get(adresse).content.decode()
    assert "Canoptère" in page
    for interdit in ("SolutionNonLabellisee", "TotalDuClassement", "RangDuClassement", "MotifDeLaCommission"):
        assert interdit not in page
