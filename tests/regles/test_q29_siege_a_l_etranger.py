"""Q29: a head office abroad is said to the candidate and to those who examine; it never blocks a filing."""

import pytest

from amihr import horloge
from candidatures.models import Structure
from candidatures.regles.reperes import reperes_de_la_structure, siege_ailleurs
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import question
from tests.pages import mots_de

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


@pytest.fixture
def enregistrer(client, alice, edition, dossier, pendant):
    """Save the first part, which asks where the head office is; return what the next page says."""
    edition.formulaire["parties"][0]["questions"].append(question("pays", "choix", role="siege_pays", choix=PAYS))
    edition.save(update_fields=["formulaire"])
    connecter(client, alice)
    return lambda pays: mots_de(
        client.post(f"/candidatures/{dossier.reference}/structure/", {"revision": 1, "pays": pays}, follow=True)
    )


@pytest.mark.parametrize(("pays", "est_dit"), [("france", False), ("autre", True)])
def test_l_enregistrement_le_dit(enregistrer, pays, est_dit):
    assert ("Vous avez répondu « Autre pays » à la question sur le siège social" in enregistrer(pays)) is est_dit


def test_apres_la_cloture_il_n_est_plus_dit_qu_on_peut_deposer(enregistrer, edition):
    with horloge.a(edition.cloture_le):
        assert "Vous pouvez déposer" not in enregistrer("autre")


def test_ceux_qui_examinent_le_lisent():
    dits = [r.texte for r in reperes_de_la_structure(FORMULAIRE, Structure(pays="autre", siren=""))]
    assert len(dits) == 2
    assert "Autre pays" in dits[0]
    assert reperes_de_la_structure(FORMULAIRE, Structure(pays="france", siren="000000034")) == []
