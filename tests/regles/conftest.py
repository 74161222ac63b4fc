"""A meeting with three members before two dossiers, for the rules of deliberation."""

import pytest

from amihr import horloge
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import devant_la_commission, noter_tout, ouvrir_une_seance, reunir


@pytest.fixture
def dossiers(edition):
    with horloge.a(COMMISSION):
        yield devant_la_commission(edition, 2)


@pytest.fixture
def gens(edition, dossiers):
    gens = reunir(edition, dossiers)
    noter_tout(dossiers, gens)
    return gens


@pytest.fixture
def seance(edition, gens):
    return ouvrir_une_seance(edition, gens)
