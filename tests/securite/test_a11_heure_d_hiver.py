"""A-11: the night of 25 October 2026, when 2 h 30 comes twice in Paris: instants stay exact."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from amihr import horloge
from amihr.journal.chaine import inscrire, verifier
from amihr.journal.models import EntreeJournal
from amihr.socle.textes import date_heure, duree_restante

PREMIERE = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECONDE = PREMIERE + timedelta(hours=1)


def test_a11_deux_instants_differents_se_lisent_pareil_a_paris():
    assert date_heure(PREMIERE) == date_heure(SECONDE)
    assert horloge.paris(PREMIERE).utcoffset() - horloge.paris(SECONDE).utcoffset() == timedelta(hours=1)


def test_a11_le_compte_a_rebours_traverse_la_nuit_sans_se_tromper_d_heure():
    assert duree_restante(datetime(2026, 10, 25, 3, tzinfo=UTC), PREMIERE) == "dans 2\u00a0heures"


@pytest.mark.parametrize(
    ("instant", "jour"),
    [
        (datetime(2026, 10, 24, 22, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, tzinfo=UTC), date(2026, 3, 30)),
    ],
)
def test_a11_le_jour_de_vingt_cinq_heures_et_celui_de_vingt_trois_ont_leurs_bornes(instant, jour):
    assert horloge.jour_de_paris(instant) == jour


@pytest.mark.django_db
def test_a11_la_base_rend_les_deux_instants_exacts():
    for instant in (PREMIERE, SECONDE):
        with horloge.a(instant):
            inscrire("essai.fait", instant=horloge.maintenant())
    assert list(EntreeJournal.objects.order_by("seq").values_list("instant", flat=True)) == [PREMIERE, SECONDE]


@pytest.mark.django_db
@pytest.mark.parametrize("fuseau", ["Europe/Paris", "Asia/Tokyo", "America/New_York"])
def test_a11_l_empreinte_ne_depend_pas_du_fuseau_de_la_session(fuseau):
    inscrire("essai.fait", instant=PREMIERE)
    with connection.cursor() as curseur:
        curseur.execute("SELECT set_config('TimeZone', %s, true)", [fuseau])
    assert verifier("actes").est_intacte
