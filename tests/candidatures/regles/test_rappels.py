"""When a reminder falls due, whatever the closing."""

from datetime import UTC, datetime, timedelta

import pytest

from candidatures.regles.rappels import rappel_du
from tests.fabriques.editions import CLOTURE

SEUILS = [7, 2, 0]


def a(jour, heure, mois=5):
    return datetime(2026, mois, jour, heure, tzinfo=UTC)


# 8 o'clock in Paris is 6 in May.
@pytest.mark.parametrize(
    ("instant", "jours"),
    [(a(4, 5), None), (a(4, 6), 7), (a(9, 5), 7), (a(9, 6), 2), (a(11, 5), 2), (a(11, 6), 0), (a(11, 21), 0)],
)
def test_le_dernier_rappel_echu_est_le_seul_du(instant, jours):
    rappel = rappel_du(CLOTURE, SEUILS, instant)
    assert (rappel and rappel.jours) == jours


def test_rien_n_est_du_une_fois_l_appel_clos():
    assert rappel_du(CLOTURE, SEUILS, CLOTURE) is None


def test_sans_seuil_rien_n_est_du():
    assert rappel_du(CLOTURE, [], a(11, 12)) is None


def test_le_rappel_suit_un_report():
    reportee = CLOTURE + timedelta(days=7)
    assert rappel_du(reportee, SEUILS, a(11, 12)).jours == 7
    assert rappel_du(reportee, SEUILS, a(11, 12)).dernier_jour.isoformat() == "2026-05-18"


def test_une_cloture_matinale_previent_avant_elle():
    cloture = a(11, 6)  # 8 o'clock in Paris: the morning's reminder would come too late
    assert rappel_du(cloture, [0], a(11, 2)).jours == 0


def test_le_jour_du_changement_d_heure_le_rappel_part_a_huit_heures_de_paris():
    cloture = datetime(2026, 10, 25, 23, tzinfo=UTC)  # midnight, after the change
    assert rappel_du(cloture, [0], datetime(2026, 10, 25, 6, 59, tzinfo=UTC)) is None
    assert rappel_du(cloture, [0], datetime(2026, 10, 25, 7, tzinfo=UTC)).jours == 0
