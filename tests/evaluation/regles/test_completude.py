"""A grid is complete when each criterion is noted or declared outside one's field."""

import pytest

from amihr.socle.refus import ActeRefuse
from evaluation.regles.bareme import CritereDuBareme, etablir_bareme
from evaluation.regles.completude import HORS_COMPETENCE, criteres_a_noter, ligne_de_notes

BAREME = etablir_bareme(
    [CritereDuBareme("a", "Innovation"), CritereDuBareme("b", "Interopérabilité", (("r", 1), ("v", 1)))],
    poids=(1, 0),
    version=1,
)
COMPLETE = {("a", None): 4, ("b", "r"): 0, ("b", "v"): 5}


@pytest.mark.parametrize("manque", list(COMPLETE))
def test_une_case_sans_note_rend_la_grille_incomplete(manque):
    reponses = COMPLETE | {manque: None}
    assert criteres_a_noter(BAREME, reponses) == (manque[0],)
    with pytest.raises(ActeRefuse, match="grille_incomplete"):
        ligne_de_notes(BAREME, reponses)


@pytest.mark.parametrize("note", [-1, 6, "4", 4.0])
def test_une_note_hors_de_l_echelle_ne_compte_pas_comme_une_note(note):
    assert criteres_a_noter(BAREME, COMPLETE | {("a", None): note}) == ("a",)


def test_hors_competence_est_refuse_quand_le_reglage_l_interdit():
    reponses = COMPLETE | {("a", None): HORS_COMPETENCE}
    assert criteres_a_noter(BAREME, reponses, hors_competence_permis=False) == ("a",)


def test_une_grille_complete_devient_une_ligne_de_notes():
    assert criteres_a_noter(BAREME, COMPLETE) == ()
    assert ligne_de_notes(BAREME, COMPLETE) == (4, 0, 5)


def test_une_grille_toute_hors_competence_n_a_pas_de_note():
    reponses = {("a", None): HORS_COMPETENCE, ("b", None): HORS_COMPETENCE}
    assert criteres_a_noter(BAREME, reponses) == ()
    with pytest.raises(ActeRefuse, match="grille_sans_note"):
        ligne_de_notes(BAREME, reponses)


def test_hors_competence_se_dit_du_critere_ou_de_chacun_de_ses_sous_criteres():
    du_critere = {("a", None): 4, ("b", None): HORS_COMPETENCE}
    de_chacun = {("a", None): 4, ("b", "r"): HORS_COMPETENCE, ("b", "v"): HORS_COMPETENCE}
    assert ligne_de_notes(BAREME, du_critere) == ligne_de_notes(BAREME, de_chacun) == (4, None, None)
