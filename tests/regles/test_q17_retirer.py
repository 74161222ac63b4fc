"""Q17: a withdrawn candidature keeps its versions, none of which counts until it is filed again."""

import pytest

from amihr import horloge
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action, dossiers_accessibles
from candidatures.actes.depot import retirer
from candidatures.models import Candidature
from tests.candidatures.test_chaine import commencee, deposer  # noqa: F401 - fixture
from tests.fabriques.editions import APRES, CLOTURE


def code_du_refus(candidature, par):
    with pytest.raises(ActeRefuse) as refus:
        retirer(candidature, par=par)
    return refus.value.code


def test_un_brouillon_ne_se_retire_pas(commencee, alice):  # noqa: F811
    assert code_du_refus(commencee, alice) == "retrait_impossible"


def test_apres_la_cloture_rien_ne_se_retire(commencee, alice):  # noqa: F811
    deposer(commencee, alice)
    with horloge.a(CLOTURE):
        assert code_du_refus(commencee, alice) == "cloture"


def test_une_candidature_retiree_garde_ses_versions_et_n_est_plus_lue(commencee, alice, agnes):  # noqa: F811
    deposer(commencee, alice)
    assert dossiers_accessibles(agnes, Action.INSTRUIRE, APRES).exists()
    retirer(commencee, par=alice)
    assert commencee.depots.count() == 1
    assert not dossiers_accessibles(agnes, Action.INSTRUIRE, APRES).exists()


def test_elle_se_depose_de_nouveau(commencee, alice):  # noqa: F811
    deposer(commencee, alice)
    retirer(commencee, par=alice)
    assert deposer(commencee, alice).numero == 2
    assert Candidature.objects.get().etat == "deposee"
