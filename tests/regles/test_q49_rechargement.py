from dataclasses import replace

import pytest

from amihr import horloge
from amihr.pilotage.chargement import charger
from amihr.socle.refus import ActeRefuse
from evaluation.models import Grille
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import OUVERTURE, PENDANT

pytestmark = pytest.mark.django_db


@pytest.fixture
def chargee(appel_2026):
    with horloge.a(OUVERTURE.replace(month=3)):
        yield charger(appel_2026)


@pytest.fixture
def corrige(appel_2026):
    """The same file, corrected: another title for the call's subtitle."""
    return replace(appel_2026, champs={**appel_2026.champs, "sous_titre": "Appel corrigé"}, empreinte="f" * 64)


def autre_grille(appel):
    return replace(appel, criteres=appel.criteres[:-1], empreinte="e" * 64)


def test_un_texte_modifie_par_la_region_fait_refuser_le_fichier(chargee, corrige):
    chargee.textes.filter(code="accueil.titre").update(contenu="Écrit par la Région")
    with pytest.raises(ActeRefuse, match="edition_modifiee") as refus:
        charger(corrige)
    assert "textes.accueil.titre" in refus.value.details["differences"]


def test_une_candidature_fait_refuser_le_fichier_et_dit_ce_qui_changerait(chargee, corrige):
    CandidatureFactory(edition=chargee)
    with pytest.raises(ActeRefuse, match="edition_candidatee") as refus:
        charger(corrige)
    assert "edition.sous_titre" in refus.value.details["differences"]


def test_apres_l_ouverture_la_grille_ne_se_recharge_pas(chargee, appel_2026):
    with horloge.a(PENDANT), pytest.raises(ActeRefuse, match="grille_figee"):
        charger(autre_grille(appel_2026))


def test_le_meme_fichier_ne_change_rien(chargee, appel_2026):
    chargee.textes.filter(code="accueil.titre").update(contenu="Écrit par la Région")
    charger(appel_2026)
    assert chargee.texte("accueil.titre") == "Écrit par la Région"


def test_un_fichier_corrige_se_recharge(chargee, corrige):
    assert charger(corrige).sous_titre == "Appel corrigé"


def test_avant_l_ouverture_une_autre_grille_est_une_autre_version(chargee, appel_2026):
    charger(autre_grille(appel_2026))
    assert list(Grille.objects.filter(edition=chargee).values_list("numero", flat=True)) == [1, 2]
