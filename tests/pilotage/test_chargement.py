import pytest

from amihr.habilitations.models import VersionNDA
from amihr.pilotage.chargement import charger
from amihr.pilotage.photographie import attendue, differences, photographier
from evaluation.models import Critere

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("nom", ["appel_2026", "appel_2027"])
def test_l_edition_chargee_est_celle_du_fichier(nom, request):
    appel = request.getfixturevalue(nom)
    edition = charger(appel)
    assert differences(attendue(appel), photographier(edition)) == []


def test_la_premiere_edition_devient_courante_et_non_la_seconde(appel_2026, appel_2027):
    assert charger(appel_2026).est_courante
    assert not charger(appel_2027).est_courante


def test_les_engagements_sont_en_vigueur_a_l_ouverture(appel_2026):
    edition = charger(appel_2026)
    publics = VersionNDA.objects.en_vigueur(edition.ouverture_le).filter(edition=edition)
    assert {version.public for version in publics} == {"membre", "agent"}


def test_les_poids_font_cent_pour_cent(appel_2026):
    edition = charger(appel_2026)
    assert sum(critere.poids for critere in Critere.objects.filter(grille__edition=edition)) == 1


def test_une_difference_est_dite_par_son_chemin():
    avant, apres = {"a": [1, {"b": "x"}], "c": ""}, {"a": [1, {"b": "y"}, 3], "c": ""}
    assert differences(avant, apres) == ["a.2.b : x → y", "a.3 : rien → 3"]


def test_le_texte_des_membres_ne_dit_pas_ce_qu_un_reglage_decide(appel_2026):
    """When the others' notes are shown is a setting (Q41): the desk says it."""
    assert "notes des autres" not in appel_2026.textes["commission.presentation"]


def test_le_compte_rendu_du_calcul_dit_quelles_grilles_n_y_entrent_pas(appel_2026):
    dites = appel_2026.textes["criteres.algorithme"]
    assert all(mot in dites for mot in ("commencée", "déporté du dossier", "dont le siège a été retiré"))
