"""R17: alone or in consortium; each member becomes an entity of the filed version."""

import pytest

from candidatures.actes.saisie import enregistrer
from tests.candidatures.test_chaine import commencee, deposer  # noqa: F401 - fixture

MEMBRES = [{"nom": "Geosylve", "siren_membre": "000 000 026"}, {"nom": "Institut du Sol", "siren_membre": ""}]


@pytest.fixture
def membres(commencee, alice):  # noqa: F811
    def composer(lignes):
        enregistrer(commencee, "consortium", {"membres": lignes}, par=alice, revision=0)
        return list(deposer(commencee, alice).membres_consortium.select_related("structure").order_by("ordre"))

    return composer


def test_seul_aucun_membre_n_est_retenu(membres):
    assert membres([]) == []


def test_chaque_membre_devient_une_structure_de_la_version(membres):
    structures = [membre.structure for membre in membres(MEMBRES)]
    assert [(s.denomination, s.siren) for s in structures] == [("Geosylve", "000000026"), ("Institut du Sol", "")]


def test_les_membres_gardent_l_ordre_de_la_saisie(membres):
    assert [membre.ordre for membre in membres(MEMBRES)] == [1, 2]
