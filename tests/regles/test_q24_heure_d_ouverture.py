from datetime import UTC, date, datetime, time

from amihr.editions.dates import ouverture_du


def test_sans_heure_l_appel_ouvre_a_minuit_a_paris_et_non_a_greenwich():
    assert ouverture_du(date(2026, 4, 7)) == datetime(2026, 4, 6, 22, tzinfo=UTC)


def test_en_hiver_minuit_a_paris_est_23_heures_a_greenwich():
    assert ouverture_du(date(2026, 12, 1)) == datetime(2026, 11, 30, 23, tzinfo=UTC)


def test_le_jour_du_passage_a_l_heure_d_ete_commence_a_minuit():
    assert ouverture_du(date(2026, 3, 29)) == datetime(2026, 3, 28, 23, tzinfo=UTC)


def test_une_edition_peut_choisir_son_heure():
    assert ouverture_du(date(2027, 9, 15), time(9)) == datetime(2027, 9, 15, 7, tzinfo=UTC)
