from datetime import UTC, date, datetime, time, timedelta

from amihr.editions.dates import cloture_du, derniere_minute
from amihr.editions.models import Edition
from amihr.horloge import PARIS


def test_le_depot_a_minuit_pile_est_hors_delai():
    assert cloture_du(date(2026, 5, 11)) == datetime(2026, 5, 11, 22, tzinfo=UTC)


def test_toute_la_minute_de_23_h_59_est_dans_les_delais():
    derniere = datetime(2026, 5, 11, 23, 59, 59, 999999, tzinfo=PARIS)
    assert derniere < cloture_du(date(2026, 5, 11))


def test_une_autre_derniere_minute_se_choisit():
    assert cloture_du(date(2027, 10, 30), time(12)) == datetime(2027, 10, 30, 10, 1, tzinfo=UTC)


def test_la_nuit_du_25_octobre_la_cloture_est_a_l_heure_d_hiver():
    assert cloture_du(date(2026, 10, 25)) == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_une_heure_repetee_par_le_changement_d_heure_est_la_seconde():
    assert cloture_du(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 1, 31, tzinfo=UTC)


def test_l_ecran_montre_la_derniere_minute_et_non_la_borne():
    assert derniere_minute(cloture_du(date(2026, 5, 11))) == datetime(2026, 5, 11, 23, 59, tzinfo=PARIS)


def test_le_sceau_ne_se_leve_que_60_secondes_apres_la_cloture(appel_2026):
    edition = Edition(ouverture_le=appel_2026.ouverture_le, cloture_le=appel_2026.cloture_le)
    levee = edition.cloture_le + timedelta(seconds=60)
    assert not edition.sceau_leve(levee - timedelta(microseconds=1))
    assert edition.sceau_leve(levee)
