"""An edition written as its file: reading it back gives the same edition."""

from dataclasses import replace

import pytest

from amihr.editions.textes_attendus import CODES, DEFAUTS, JAMAIS_VIDES
from amihr.pilotage.chargement import charger
from amihr.pilotage.fichier import document, en_yaml, relire
from amihr.pilotage.photographie import attendue, differences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("nom", ["appel_2026", "appel_2027"])
def test_le_fichier_d_une_edition_decrit_la_meme_edition(nom, request):
    appel = request.getfixturevalue(nom)
    relu = relire(document(charger(appel)))
    assert differences(attendue(appel), attendue(relu)) == []
    assert replace(relu, reglement={}, empreinte="") == replace(appel, reglement={}, empreinte="")


def test_l_ordre_des_engagements_dans_le_fichier_ne_change_rien(appel_2026):
    ecrit = document(charger(appel_2026))
    assert list(ecrit["engagements"]) == ["membre", "agent"]
    retourne = ecrit | {"engagements": dict(reversed(ecrit["engagements"].items()))}
    assert relire(retourne).engagements == relire(ecrit).engagements == appel_2026.engagements


def test_un_texte_vide_reste_un_texte(appel_2026):
    edition = charger(appel_2026)
    edition.textes.exclude(code__in=JAMAIS_VIDES).update(contenu="")
    assert set(relire(document(edition)).textes) == set(CODES) - set(DEFAUTS)


def test_le_fichier_se_lit_a_l_oeil(appel_2026):
    texte = en_yaml(document(charger(appel_2026)))
    assert "nom: Île-de-France Haute Résolution" in texte
    assert "\\u" not in texte
