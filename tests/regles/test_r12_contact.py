import pytest

from amihr.editions import views
from amihr.pilotage.chargement import charger

pytestmark = pytest.mark.django_db


def test_la_page_de_contact_donne_l_adresse_que_la_region_a_choisie(appel_2026, rf):
    edition = charger(appel_2026)
    edition.contact = "equipe@region.example"
    request = rf.get("/contact/")
    request.edition = edition
    page = views.contact(request).content.decode()
    assert "mailto:equipe@region.example" in page
    assert appel_2026.champs["contact"] not in page
