import pytest

from amihr.editions.models import Edition
from amihr.pilotage.chargement import charger
from evaluation.models import Grille

pytestmark = pytest.mark.django_db
MOTS_DE_2026 = ("B.2", "Haute Résolution", "AMIHR", "22,2", "Île-de-France")
PAGES = ("", "reglement/", "calendrier/", "contact/", "calendrier.ics")


@pytest.fixture
def rivages(appel_2026, appel_2027):
    charger(appel_2026)
    return charger(appel_2027)


@pytest.mark.parametrize("chemin", PAGES)
@pytest.mark.parametrize("mot", MOTS_DE_2026)
def test_aucun_mot_de_2026_dans_une_autre_edition(rivages, client, chemin, mot):
    contenu = client.get(f"/editions/{rivages.slug}/{chemin}").content.decode()
    assert rivages.nom in contenu
    assert mot not in contenu


def test_une_autre_echelle_et_d_autres_criteres_se_chargent(rivages):
    grille = Grille.objects.get(edition=rivages)
    assert (grille.echelle["minimum"], grille.echelle["maximum"], grille.echelle["pas"]) == (1, 4, 1)
    assert grille.criteres.count() == 5


def test_une_edition_peut_se_passer_de_coup_de_coeur(rivages):
    assert not rivages.a_coup_de_coeur
    assert Edition.objects.get(annee=2026).a_coup_de_coeur
