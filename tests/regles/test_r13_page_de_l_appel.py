import pytest

from amihr import horloge
from amihr.editions import pages
from amihr.pilotage.chargement import charger
from tests.fabriques.editions import APRES, PENDANT

pytestmark = pytest.mark.django_db


@pytest.fixture
def appel(appel_2026):
    return charger(appel_2026)


def test_apres_la_cloture_la_page_n_invite_plus_a_deposer(appel):
    assert not pages.accueil(appel, APRES, "/calendrier/")["depots_ouverts"]


def test_la_page_reunit_ce_qu_il_faut_pour_candidater(appel):
    page = pages.accueil(appel, PENDANT, "/calendrier/")
    assert page["depots_ouverts"]
    assert page["pour_qui"]
    assert page["preparer"]
    assert len(page["page"].thematiques) == 4


def test_la_page_mene_au_reglement(appel, client):
    with horloge.a(PENDANT):
        assert 'href="/reglement/"' in client.get("/").content.decode()
