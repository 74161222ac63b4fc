"""A commission of three before three dossiers, its meeting open."""

import pytest

from amihr import horloge
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import devant_la_commission, noter_tout, ouvrir_une_seance, reunir


@pytest.fixture
def jour_j(db):
    """The clock stands at the meeting."""
    with horloge.a(COMMISSION):
        yield COMMISSION


@pytest.fixture
def dossiers(edition, jour_j):
    return devant_la_commission(edition, 3)


@pytest.fixture
def gens(edition, dossiers):
    """Three members, the first one presides; all their grids are submitted."""
    gens = reunir(edition, dossiers)
    noter_tout(dossiers, gens)
    return gens


@pytest.fixture
def seance(edition, gens):
    """An open meeting, everybody present."""
    return ouvrir_une_seance(edition, gens)
