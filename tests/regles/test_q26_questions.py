"""Q26: questions are taken until the end of a last day; answers are published for all."""

from datetime import UTC, datetime

import pytest

from amihr.editions.models import Edition
from amihr.editions.questions import accepte_les_questions

EDITION = Edition(
    cloture_le=datetime(2026, 5, 11, 22, tzinfo=UTC), reglages={"Q26": {"derniere_question": "2026-05-04"}}
)


@pytest.mark.parametrize(
    ("instant", "acceptee"),
    [
        (datetime(2026, 5, 4, 21, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 5, 4, 22, 0, tzinfo=UTC), False),
        (datetime(2026, 5, 1, 8, tzinfo=UTC), True),
    ],
)
def test_toute_la_derniere_journee_compte_a_paris(instant, acceptee):
    assert accepte_les_questions(EDITION, instant) is acceptee


def test_sans_dernier_jour_on_demande_jusqu_a_la_cloture():
    sans = Edition(cloture_le=EDITION.cloture_le, reglages={})
    assert accepte_les_questions(sans, datetime(2026, 5, 11, 21, 59, tzinfo=UTC))
    assert not accepte_les_questions(sans, EDITION.cloture_le)
