from datetime import UTC, date, datetime, timedelta

import pytest

from amihr.editions.calendrier import calendrier
from amihr.pilotage.chargement import charger

pytestmark = pytest.mark.django_db
PENDANT = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def appel(appel_2026):
    return charger(appel_2026)


def test_un_report_de_la_cloture_se_voit_au_calendrier(appel):
    appel.cloture_le += timedelta(days=3)
    assert calendrier(appel, PENDANT)[1].jour == date(2026, 5, 14)


def test_les_six_dates_du_reglement_y_sont(appel):
    jours = [etape.jour for etape in calendrier(appel, PENDANT)]
    mai, juin = date(2026, 5, 1), date(2026, 6, 1)
    attendus = [date(2026, 4, 7), mai.replace(day=11), mai.replace(day=27), juin.replace(day=3), juin.replace(day=9)]
    assert jours == [*attendus, None]


def test_la_prochaine_etape_est_la_premiere_qui_n_est_pas_passee(appel):
    assert [etape.est_prochaine for etape in calendrier(appel, PENDANT)] == [False, True, False, False, False, False]


def test_pendant_la_derniere_minute_la_cloture_n_est_pas_passee(appel):
    assert calendrier(appel, appel.cloture_le - timedelta(seconds=30))[1].est_prochaine
    assert calendrier(appel, appel.cloture_le)[1].est_passee


def test_une_etape_du_jour_n_est_pas_passee(appel):
    soir = datetime(2026, 5, 27, 21, 59, tzinfo=UTC)
    assert not calendrier(appel, soir)[2].est_passee
