"""R30: everybody who needs to know is bound, agents and operator included."""

import pytest

from amihr.comptes.models import Role
from amihr.habilitations.engagements import versions_a_signer, versions_attendues
from candidatures.acces import Action, dossiers_accessibles
from tests.personnages import personne


@pytest.mark.parametrize("role", [Role.AGENT, Role.OPERATEUR])
def test_un_agent_et_l_operateur_signent_leur_texte(edition, apres, role):
    signataire = personne("Ines", roles=[role])
    assert [version.public for version in versions_a_signer(signataire, edition, apres)] == ["agent"]


def test_un_agent_membre_signe_les_deux_textes(edition, hugo, apres):
    publics = versions_attendues(hugo, edition, apres).values_list("public", flat=True)
    assert sorted(publics) == ["agent", "membre"]
    assert not versions_a_signer(hugo, edition, apres).exists()


@pytest.mark.parametrize("qui", ["bruno", "adam"])
def test_qui_ne_lit_rien_n_a_rien_a_signer(request, qui, edition, apres):
    assert not versions_attendues(request.getfixturevalue(qui), edition, apres).exists()


def test_un_agent_qui_n_a_pas_signe_n_instruit_pas(agnes, edition, en_evaluation, apres):
    ines = personne("Ines", roles=[Role.AGENT])
    assert list(dossiers_accessibles(agnes, Action.INSTRUIRE)) == [en_evaluation]
    assert list(dossiers_accessibles(ines, Action.INSTRUIRE)) == []
