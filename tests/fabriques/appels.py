"""The edition files of the tests, read once per session: reading one takes a second."""

from functools import cache
from pathlib import Path

import pytest

from amihr.editions.appel import APPELS, lire

RIVAGES = Path(__file__).parents[1] / "appels" / "2027-rivages-bretons.yaml"


@cache
def appel_de(chemin):
    """The edition of this file, as ``amihr.editions.appel.lire`` returns it."""
    return lire(chemin)


@pytest.fixture
def appel_2026():
    """The call that comes with the software."""
    return appel_de(APPELS / "2026-ile-de-france-haute-resolution.yaml")


@pytest.fixture
def appel_2027():
    """A quite different call: other dates, criteria, scale, pieces, parts, colleges, wording."""
    return appel_de(RIVAGES)
