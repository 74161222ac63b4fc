"""What the journal's page says of the change, in words."""

import pytest

from amihr.pilotage.demo.falsification import changement


@pytest.mark.parametrize(
    ("vrais", "attendu"),
    [
        ({"version": 1, "grille": "a1"}, ["version\u00a0: 1", "version\u00a0: 99"]),
        ({"grille": "a1"}, ["rien", "version\u00a0: 99"]),
    ],
)
def test_seul_le_fait_change_est_dit_et_sans_python(vrais, attendu):
    assert changement(vrais, vrais | {"version": 99}) == attendu
