"""The minute proposed for a complement: a day on which somebody works."""

from datetime import date
from types import SimpleNamespace

import pytest

from candidatures.regles.complement import derniere_minute_proposee


@pytest.mark.parametrize(
    ("demande", "propose"),
    [
        (date(2026, 5, 12), date(2026, 5, 22)),
        (date(2026, 5, 13), date(2026, 5, 26)),  # Saturday 23, Sunday, then Whit Monday
    ],
)
def test_l_echeance_proposee_tombe_un_jour_ouvre(demande, propose):
    edition = SimpleNamespace(reglages={"Q15": {"delai_jours": 10}})
    minute = derniere_minute_proposee(edition, demande)
    assert (minute.date(), minute.hour, minute.minute) == (propose, 23, 59)
