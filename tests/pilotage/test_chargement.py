import pytest

from amihr.editions.appel import APPELS, lire
from amihr.pilotage.chargement import charger
from amihr.pilotage.photographie import attendue, differences, photographier

pytestmark = pytest.mark.django_db(transaction=True)


def test_l_edition_chargee_est_celle_du_fichier(appel_2026):
    edition = charger(appel_2026)
    assert differences(attendue(appel_2026), photographier(edition)) == []
