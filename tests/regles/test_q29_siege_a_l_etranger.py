"""Q29: a head office abroad is said to the candidate and to those who examine; it never blocks a filing."""

import pytest

from candidatures.models import Structure
from candidatures.regles.reperes import reperes_de_la_structure, siege_ailleurs

PAYS = [{"code": "france", "libelle": "France"}, {"code": "autre", "libelle": "Autre pays"}]
FORMULAIRE = {
    "parties": [{"slug": "structure", "questions": [{"code": "pays", "role": "siege_pays", "choix": PAYS}]}],
    "pieces": [],
}


@pytest.mark.parametrize(("pays", "dit"), [("france", ""), ("", ""), (None, ""), ("autre", "Autre pays"), ("x", "")])
def test_le_premier_choix_est_le_territoire_national(pays, dit):
    assert siege_ailleurs(FORMULAIRE, pays) == dit


def test_sans_question_sur_le_siege_rien_n_est_dit():
    assert siege_ailleurs({"parties": [], "pieces": []}, "autre") == ""


def test_ceux_qui_examinent_le_lisent():
    dits = [r.texte for r in reperes_de_la_structure(FORMULAIRE, Structure(pays="autre", siren=""))]
    assert len(dits) == 2
    assert "Autre pays" in dits[0]
    assert reperes_de_la_structure(FORMULAIRE, Structure(pays="france", siren="000000034")) == []
