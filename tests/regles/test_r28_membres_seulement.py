"""R28: the content is known to the members who take part in the labelling, and to nobody else."""

import pytest

from candidatures.acces import Action, dossiers_accessibles
from tests.personnages import personne


@pytest.mark.parametrize("qui", ["bruno", "agnes", "oscar", "adam"])
def test_qui_n_est_pas_membre_ne_lit_pas_le_dossier_technique(request, qui, mona_lit, en_evaluation, apres):
    assert list(dossiers_accessibles(mona_lit, Action.LIRE)) == [en_evaluation]
    assert list(dossiers_accessibles(request.getfixturevalue(qui), Action.LIRE)) == []


def test_un_ancien_membre_ne_lit_plus(mona_lit, en_evaluation, apres):
    mona_lit.sieges.update(retire_le=apres)
    assert list(dossiers_accessibles(mona_lit, Action.LIRE)) == []


def test_une_personne_desactivee_ne_lit_rien(mona_lit, en_evaluation, apres):
    mona_lit.est_active = False
    assert list(dossiers_accessibles(mona_lit, Action.LIRE)) == []


def test_un_visiteur_ne_lit_rien(en_evaluation, apres):
    assert list(dossiers_accessibles(None, Action.LIRE)) == []
    assert list(dossiers_accessibles(personne("Zoe"), Action.LIRE)) == []
