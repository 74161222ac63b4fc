"""R33: a decision has two grounds, each with its reason; no quota, no threshold."""

import pytest

from amihr.socle.refus import ActeRefuse
from evaluation.regles.decision import exiger_les_deux_motifs


def code_du_refus(*arguments):
    with pytest.raises(ActeRefuse) as refus:
        exiger_les_deux_motifs(*arguments)
    return refus.value.code


@pytest.mark.parametrize("motifs", [("", "Solide"), ("Utile", " "), ("", "")])
@pytest.mark.parametrize("sens", ["labellisee", "non_labellisee"])
def test_un_motif_sans_raison_est_refuse(sens, motifs):
    assert code_du_refus(sens, True, motifs[0], sens == "labellisee", motifs[1]) == "motifs"


@pytest.mark.parametrize(("reconnue", "credible"), [(True, False), (False, True), (False, False), (None, True)])
def test_un_label_demande_les_deux_motifs(reconnue, credible):
    assert code_du_refus("labellisee", reconnue, "a", credible, "b") == "motifs_contraires"


def test_un_refus_dit_lequel_manque():
    assert code_du_refus("non_labellisee", True, "a", True, "b") == "motifs_contraires"
    assert exiger_les_deux_motifs("non_labellisee", True, "a", False, "b") is None


def test_les_deux_motifs_reconnus_labellisent():
    assert exiger_les_deux_motifs("labellisee", True, "a", True, "b") is None
