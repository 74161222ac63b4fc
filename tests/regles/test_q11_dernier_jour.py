"""Q11: from the signed act to the eve of its anniversary; 29 February gives 28 February."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.regles.duree import dernier_jour


@pytest.mark.parametrize(
    ("debut", "fin"),
    [
        (date(2026, 5, 27), date(2027, 5, 26)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2027, 1, 1), date(2027, 12, 31)),
        (date(2027, 2, 28), date(2028, 2, 27)),
    ],
)
def test_le_dernier_jour_est_la_veille_de_l_anniversaire(debut, fin):
    assert dernier_jour(debut) == fin


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_un_label_dure_toujours_un_an_de_365_ou_366_jours(debut):
    duree = dernier_jour(debut) - debut + timedelta(days=1)
    assert duree.days in (365, 366)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_un_label_signe_plus_tard_ne_finit_jamais_plus_tot(debut):
    assert dernier_jour(debut) <= dernier_jour(debut + timedelta(days=1))
