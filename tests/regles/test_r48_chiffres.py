import pytest

from amihr.editions import pages
from amihr.pilotage.chargement import charger


def test_une_source_citee_deux_fois_ne_s_ecrit_qu_une():
    chiffres = [{"source": "Insee, 2026"}, {"source": "Région, 2026"}, {"source": "Insee, 2026"}]
    assert pages.sources(chiffres) == ["Insee, 2026", "Région, 2026"]


@pytest.mark.django_db
def test_les_chiffres_montres_sont_ceux_de_l_edition(appel_2026, client):
    edition = charger(appel_2026)
    edition.chiffres = [{"valeur": "13 001", "libelle": "km²", "source": "Mesure de 2027"}]
    edition.save()
    page = client.get("/").content.decode()
    assert "13 001" in page
    assert "Mesure de 2027" in page
    assert "12\u00a0000" not in page
