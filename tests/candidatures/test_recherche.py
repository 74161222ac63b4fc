"""Searching the dossiers one may examine."""

import pytest

from candidatures.lectures import dossiers_a_instruire
from tests.fabriques.candidatures import CandidatureFactory


@pytest.fixture(autouse=True)
def deux_dossiers(edition, apres):
    CandidatureFactory(edition=edition, titre="Forêt révélée", denomination="Œil SAS", deposee=True)
    CandidatureFactory(edition=edition, titre="Toits", denomination="Étude & Cie", deposee=True)


def trouves(agnes, edition, recherche):
    return [str(dossier) for dossier in dossiers_a_instruire(agnes, edition, recherche=recherche)]


def test_un_mot_absent_ne_trouve_rien(agnes, edition):
    assert trouves(agnes, edition, "%") == []


@pytest.mark.parametrize("recherche", ["forêt", "FORET", "révélée", "oeil"])
def test_le_titre_et_la_structure_se_cherchent_sans_accent(agnes, edition, recherche):
    assert trouves(agnes, edition, recherche) == ["Forêt révélée"]


def test_sans_recherche_tout_est_la_par_titre(agnes, edition):
    assert trouves(agnes, edition, "") == ["Forêt révélée", "Toits"]
