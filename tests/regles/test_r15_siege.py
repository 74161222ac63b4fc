"""R15: the head office is on the national territory: a person judges it, after the closing (see Q29)."""

import pytest

from amihr.socle.refus import ActeRefuse
from candidatures.actes.instruction import admettre, declarer_ineligible, examiner
from candidatures.models import Candidature
from candidatures.regles.instruction import points_d_eligibilite


@pytest.fixture
def recevable(depose):
    Candidature.objects.update(etat="recevable")
    return depose


def juger(dossier, agent, verdict):
    points = {point.code: ("conforme", "") for point in points_d_eligibilite(dossier.edition.formulaire)}
    examiner(dossier, "eligibilite", points | {"siege": (verdict, "Siège hors du territoire")}, par=agent)


def test_un_siege_a_l_etranger_n_est_pas_admis(recevable, agnes, apres):
    juger(recevable, agnes, "non_conforme")
    with pytest.raises(ActeRefuse) as refus:
        admettre(recevable, par=agnes)
    assert refus.value.code == "points_non_conformes"


def test_il_est_declare_ineligible_avec_son_motif(recevable, agnes, apres):
    juger(recevable, agnes, "non_conforme")
    declarer_ineligible(recevable, "Le siège est à Genève.", par=agnes, sans_voies_de_recours=True)
    assert Candidature.objects.get().etat == "ineligible"


def test_un_siege_sur_le_territoire_est_admis(recevable, agnes, apres):
    juger(recevable, agnes, "conforme")
    assert admettre(recevable, par=agnes).etat == "eligible"
