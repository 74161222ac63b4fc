from datetime import UTC, datetime, timedelta

import pytest

from amihr.editions.models import Edition

OUVERTURE = datetime(2026, 4, 6, 22, tzinfo=UTC)
CLOTURE = datetime(2026, 5, 11, 22, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def appel(appel_2026):
    return Edition(ouverture_le=appel_2026.ouverture_le, cloture_le=appel_2026.cloture_le)


def test_l_appel_n_est_pas_ouvert_avant_le_7_avril(appel):
    assert not appel.est_ouverte(OUVERTURE - INSTANT)


def test_l_appel_n_est_plus_ouvert_le_12_mai(appel):
    assert not appel.est_ouverte(CLOTURE)


@pytest.mark.parametrize("instant", [OUVERTURE, CLOTURE - INSTANT])
def test_l_appel_est_ouvert_du_7_avril_au_11_mai_a_23_h_59(appel, instant):
    assert appel.est_ouverte(instant)
