"""Q32: an agent who instructed may also vote, and the minutes say so; a setting forbids it."""

import pytest

from amihr.comptes.models import Role
from candidatures.models import Eligibilite
from evaluation.lectures import votants_possibles
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import decider_et_clore


@pytest.fixture
def instruit(dossiers, gens):
    """The first member has concluded on the first dossier."""
    gens[0].attributions.create(role=Role.AGENT, attribuee_le=COMMISSION)
    Eligibilite.objects.create(
        candidature=dossiers[0], est_favorable=True, depot=dossiers[0].depots.get(), par=gens[0], instant=COMMISSION
    )
    return dossiers[0]


def test_par_defaut_il_vote_et_le_pv_le_dit(seance, instruit, gens, agnes):
    votants = decider_et_clore(seance, [instruit], agnes).matiere["decisions"][0]["votants"]
    assert [nom for nom in votants if "a instruit" in nom] == [f"{gens[0].nom_complet} (a instruit le dossier)"]
    assert len(votants) == 3


def test_un_reglage_l_interdit_sur_ce_dossier_seulement(seance, instruit, dossiers, gens):
    seance.edition.reglages["Q32"]["instructeur_peut_voter"] = False
    assert gens[0].sieges.get() not in votants_possibles(seance, instruit)
    assert gens[0].sieges.get() in votants_possibles(seance, dossiers[1])


@pytest.mark.parametrize("role", ["par", "close_par"])
def test_proposer_une_conclusion_ou_la_renvoyer_est_instruire(seance, dossiers, gens, agnes, role):
    seance.edition.reglages["Q32"]["instructeur_peut_voter"] = False
    assert gens[0].sieges.get() in votants_possibles(seance, dossiers[0])
    qui = {"par": agnes, "close_par": agnes} | {role: gens[0]}
    dossiers[0].propositions.create(
        examen="recevabilite", est_favorable=True, depot=dossiers[0].depots.get(), instant=COMMISSION,
        issue="renvoyee" if role == "close_par" else "retiree", close_le=COMMISSION, **qui,
    )  # fmt: skip
    assert gens[0].sieges.get() not in votants_possibles(seance, dossiers[0])
