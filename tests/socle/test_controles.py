"""A clock moved by SQL in production stops the deployment."""

import pytest

from amihr import horloge
from amihr.socle.controles import horloge_en_place
from tests.socle.test_horloge import CLOTURE

pytestmark = pytest.mark.django_db


def fautes(**options):
    return [faute.id for faute in horloge_en_place(None, **({"databases": ["default"]} | options))]


def test_une_horloge_deplacee_en_production_est_une_erreur(settings):
    horloge.a(CLOTURE)
    settings.HORLOGE_DEPLACABLE = False
    assert fautes() == ["socle.E001"]


def test_une_horloge_en_place_n_en_est_pas_une(settings):
    settings.HORLOGE_DEPLACABLE = False
    assert fautes() == []


def test_dans_la_demonstration_elle_peut_etre_deplacee():
    horloge.a(CLOTURE)
    assert fautes() == []
