"""R24: names and marks may be used, the logo of a laureate too: what even a minimal fiche shows."""

import pytest

from amihr import horloge
from catalogue.actes.labels import delivrer
from catalogue.models import Label
from tests.fabriques.candidatures import FichierFactory
from tests.fabriques.catalogue import (
    PENDANT_LE_LABEL,
    EditionDuCatalogue,
    decision_notifiee,
    labelliser,
    reponses_publiques,
)

pytestmark = pytest.mark.django_db
VIDE = dict.fromkeys(("presentation", "benefices", "site", "faits_publics", "licence"), "")


def test_un_logo_sans_copie_reencodee_n_est_pas_montre():
    label = labelliser()
    assert label.candidature.depots.get().pieces.filter(emplacement="logo").exists()
    assert label.fiche.logo is None


def test_le_logo_du_laureat_entre_sur_sa_fiche():
    edition = EditionDuCatalogue()
    decision = decision_notifiee(edition)
    logo = decision.candidature.depots.get().pieces.get(emplacement="logo").fichier
    FichierFactory(genre="derive", type_mime="image/png", derive_de=logo)
    delivrer(edition)
    assert Label.objects.get().fiche.logo == logo


def test_une_presentation_vide_donne_le_nom_le_titulaire_la_thematique_et_les_dates(client):
    labelliser(reponses=reponses_publiques(presentation=VIDE))
    with horloge.a(PENDANT_LE_LABEL):
        page = client.get("/catalogue/canoptere/").content.decode()
    for attendu in ("Canoptère", "Orthoselve SAS", "Environnement", "26\u00a0mai 2027"):
        assert attendu in page
    assert "LiDAR" not in page
