"""R3: dossiers are examined after the closing; until then staff and commission get counts only."""

from datetime import timedelta

import pytest

from candidatures.acces import Action, dossiers_accessibles
from candidatures.lectures import compter
from tests.fabriques.editions import CLOTURE, PENDANT

AVANT, LEVEE = CLOTURE + timedelta(seconds=59, microseconds=999_999), CLOTURE + timedelta(seconds=60)
LECTURES = [
    Action.DECLARER,
    Action.LIRE,
    Action.LIRE_ADMINISTRATIF,
    Action.INSTRUIRE,
    Action.VOIR_NOTES,
    Action.STATUER,
]


@pytest.mark.parametrize("action", LECTURES)
def test_avant_la_levee_du_sceau_personne_ne_lit(hugo, agnes, en_evaluation, action):
    assert not dossiers_accessibles(hugo, action, AVANT) & dossiers_accessibles(hugo, action, LEVEE)
    assert not dossiers_accessibles(agnes, action, AVANT).exists()


def test_apres_la_levee_chacun_lit_ce_qui_est_a_lui(hugo, agnes, en_evaluation):
    assert dossiers_accessibles(hugo, Action.LIRE, LEVEE).get() == en_evaluation
    assert dossiers_accessibles(agnes, Action.INSTRUIRE, LEVEE).get() == en_evaluation


def test_avant_la_cloture_la_region_compte(agnes, depose, edition):
    assert compter(agnes, edition, PENDANT) == {"deposee": 1}


def test_le_sceau_n_arrete_jamais_l_equipe(alice, depose):
    assert dossiers_accessibles(alice, Action.SUIVRE, PENDANT).get() == depose
