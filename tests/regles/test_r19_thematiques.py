"""R19: a dossier answers one of the thématiques of the call; use cases are examples."""

import pytest

from amihr.socle.refus import ActeRefuse
from candidatures.actes.saisie import enregistrer
from candidatures.lectures import formulaire_complet
from candidatures.regles.completude import manques
from tests.candidatures.test_chaine import commencee, deposer  # noqa: F401 - fixture
from tests.fabriques.editions import REPONSES


def codes(edition, **solution):
    contenus = REPONSES | {"solution": REPONSES["solution"] | solution}
    return [m.code for m in manques(formulaire_complet(edition), contenus, {"kbis", "fiscal", "logo"})]


@pytest.mark.parametrize("thematique", ["inconnue", "", "Environnement"])
def test_hors_des_thematiques_rien_ne_se_depose(edition, thematique):
    assert codes(edition, thematique=thematique) == ["thematique"]


def test_chaque_thematique_de_l_appel_convient(edition):
    for thematique in edition.thematiques.order_by("numero"):
        assert codes(edition, thematique=thematique.slug) == []


def test_une_thematique_forgee_est_refusee_au_depot(commencee, alice):  # noqa: F811
    enregistrer(commencee, "solution", {"thematique": "forgee"}, par=alice, revision=1)
    with pytest.raises(ActeRefuse) as refus:
        deposer(commencee, alice)
    assert refus.value.code == "incomplet"


def test_un_autre_besoin_que_les_exemples_est_permis(appel_2026):
    questions = [q for partie in appel_2026.formulaire["parties"] for q in partie["questions"]]
    (cas,) = [q for q in questions if q["type"] == "cas_usage"]
    assert cas["obligatoire"] is not True
