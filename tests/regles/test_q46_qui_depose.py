"""Q46: those who hold the right « déposer » file; the receipt goes to every member of the team."""

import pytest
from django.http import Http404

from amihr.courrier.models import Courrier
from candidatures.acces import Action, dossiers_accessibles
from candidatures.models import Equipier
from tests.candidatures.test_chaine import commencee, deposer  # noqa: F401 - fixture
from tests.fabriques.editions import PENDANT
from tests.personnages import personne


def equiper(candidature, qui, droit):
    Equipier.objects.create(candidature=candidature, personne=qui, droit=droit, depuis=PENDANT)
    return qui


@pytest.mark.parametrize("droit", ["lire", "rediger"])
def test_un_autre_droit_ne_depose_pas(commencee, droit):  # noqa: F811
    with pytest.raises(Http404):
        deposer(commencee, equiper(commencee, personne("Remi"), droit))
    assert commencee.depots.count() == 0


def test_deux_personnes_peuvent_deposer(commencee):  # noqa: F811
    autre = equiper(commencee, personne("Remi"), "deposer")
    assert dossiers_accessibles(autre, Action.DEPOSER).get() == commencee


def test_l_accuse_va_a_toute_l_equipe(commencee, alice):  # noqa: F811
    equiper(commencee, personne("Lise"), "lire")
    deposer(commencee, alice)
    courriers = Courrier.objects.filter(evenement="accuse_de_depot")
    assert sorted(courriers.values_list("destinataire", flat=True)) == ["alice@exemple.fr", "lise@exemple.fr"]
