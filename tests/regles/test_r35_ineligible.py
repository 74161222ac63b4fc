"""R35: an ineligible dossier never reaches the commission."""

import pytest
from django.http import Http404

from candidatures.acces import Action, dossiers_accessibles
from evaluation.actes.notation import ouvrir
from evaluation.lectures.seances import ordre_du_jour
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien


@pytest.fixture
def ineligible(edition, gens):
    ineligible = CandidatureFactory(edition=edition, etat="ineligible", titre="Hors cadre")
    declarer_aucun_lien(gens[0], ineligible)
    return ineligible


@pytest.mark.parametrize("action", [Action.LIRE, Action.NOTER, Action.VOIR_NOTES, Action.STATUER])
def test_ni_membre_ni_agent_ne_le_trouve_devant_la_commission(ineligible, dossiers, gens, agnes, action):
    lus = set(dossiers_accessibles(gens[0], action).values_list("titre", flat=True))
    assert (lus & {"Canoptère"} == {"Canoptère"}, "Hors cadre" in lus) == (True, False)
    assert not dossiers_accessibles(agnes, action).filter(pk=ineligible.pk).exists()


def test_il_ne_peut_pas_etre_mis_devant_la_commission(edition, ineligible, agnes):
    with pytest.raises(Http404):
        ouvrir(edition, [ineligible.reference], par=agnes)


def test_il_n_est_pas_a_l_ordre_du_jour(seance, ineligible, agnes):
    assert [c.titre for c in ordre_du_jour(agnes, seance, conduit=True)] == ["Argilomètre", "Canoptère"]
