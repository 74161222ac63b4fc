"""Q19: quorum, majority and casting vote are settings; none by default."""

import pytest

from amihr.socle.refus import ActeRefuse
from evaluation.actes.seance import arreter
from evaluation.models import Presence
from evaluation.regles.deliberation import Decompte, exiger_quorum_et_majorite
from tests.fabriques.evaluation import MOTIFS

AUCUNE = {"quorum": 0, "majorite": "aucune", "voix_preponderante": False}


def refus(reglages, *, presents=5, favorable=True, **votes):
    """Return the code of the refusal, or an empty string."""
    decompte = Decompte(**{"votants": 5, **votes})
    try:
        exiger_quorum_et_majorite(AUCUNE | reglages, presents=presents, est_favorable=favorable, decompte=decompte)
    except ActeRefuse as leve:
        return leve.code
    return ""


def test_par_defaut_rien_n_est_exige():
    assert refus({}, presents=0) == refus({}, contre=5) == ""


def test_sous_le_quorum_rien_ne_s_arrete():
    assert refus({"quorum": 6}) == "quorum"
    assert refus({"quorum": 5}) == ""


@pytest.mark.parametrize(
    ("pour", "contre", "attendu"), [(3, 2, ""), (2, 3, "majorite"), (2, 2, "majorite"), (1, 0, "")]
)
def test_la_majorite_simple_compte_les_voix_exprimees(pour, contre, attendu):
    assert refus({"majorite": "simple"}, pour=pour, contre=contre) == attendu


@pytest.mark.parametrize(("pour", "attendu"), [(3, ""), (2, "majorite")])
def test_la_majorite_absolue_compte_tous_les_votants(pour, attendu):
    assert refus({"majorite": "absolue"}, pour=pour) == attendu


def test_un_refus_suit_la_meme_regle():
    assert refus({"majorite": "simple"}, favorable=False, pour=3, contre=2) == "majorite"
    assert refus({"majorite": "simple"}, favorable=False, pour=2, contre=3) == ""


@pytest.mark.parametrize(("preside", "attendu"), [("pour", ""), ("contre", "majorite"), ("", "majorite")])
def test_a_egalite_la_voix_de_qui_preside_l_emporte(preside, attendu):
    reglages = {"majorite": "simple", "voix_preponderante": True}
    assert refus(reglages, pour=2, contre=2, preside=preside) == attendu


def test_l_acte_compte_les_presents_consignes(seance, dossiers, agnes, edition):
    edition.reglages["Q19"]["quorum"] = 3
    edition.save(update_fields=["reglages"])
    Presence.objects.filter(pk=Presence.objects.order_by("pk").first().pk).update(est_present=False)
    with pytest.raises(ActeRefuse) as leve:
        arreter(seance, dossiers[0], par=agnes, sens="labellisee", **MOTIFS)
    assert leve.value.details == {"quorum": 3, "presents": 2}
