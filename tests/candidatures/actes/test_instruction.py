"""The actes of the instruction: what they refuse, whoever asks."""

import pytest

from candidatures.actes.instruction import examiner, recevoir
from candidatures.models import Candidature, PointExamine
from candidatures.regles.instruction import InstructionRefusee, points_a_examiner
from tests.fabriques.editions import APRES


def codes(refus):
    """Return ``{code of a refusal: the codes of its points}``."""
    return {e.code: [point.code for point in e.points] for e in refus.value.empechements}


@pytest.mark.parametrize("code", ["delai", "structure", "piece-kbis", "piece-logo"])
def test_un_point_qui_s_applique_toujours_n_est_jamais_sans_objet(depose, agnes, apres, code):
    with pytest.raises(InstructionRefusee) as refus:
        examiner(depose, "recevabilite", {code: ("sans_objet", "")}, par=agnes)
    assert codes(refus) == {"jamais_sans_objet": [code]}


def test_une_condition_d_eligibilite_n_est_jamais_sans_objet(depose, agnes, apres):
    Candidature.objects.update(etat="recevable")
    with pytest.raises(InstructionRefusee) as refus:
        examiner(depose, "eligibilite", {"siege": ("sans_objet", "")}, par=agnes)
    assert codes(refus) == {"jamais_sans_objet": ["siege"]}


def test_une_partie_dont_chaque_question_depend_d_une_autre_peut_etre_sans_objet():
    question = {"code": "membres", "obligatoire": "si", "condition": {"code": "consortium", "vaut": ["oui"]}}
    partie = {"slug": "consortium", "titre": "Consortium", "questions": [question]}
    delai, point = points_a_examiner({"parties": [partie], "pieces": []}, "recevabilite")
    assert (delai.toujours, point.toujours) == (True, False)


def test_un_sans_objet_ecrit_autrefois_ne_suffit_pas_pour_conclure(depose, agnes, apres):
    for point in points_a_examiner(depose.edition.formulaire, "recevabilite"):
        verdict = "sans_objet" if point.code == "delai" else "conforme"
        PointExamine.objects.create(
            candidature=depose, examen="recevabilite", code=point.code, verdict=verdict, par=agnes, instant=APRES
        )
    with pytest.raises(InstructionRefusee) as refus:
        recevoir(depose, par=agnes)
    assert codes(refus) == {"points_incomplets": ["delai"]}


def test_le_refus_dit_tout_ce_qui_manque_en_phrases(depose, agnes, apres):
    examiner(depose, "recevabilite", {"delai": ("non_conforme", "Reçu après minuit")}, par=agnes)
    with pytest.raises(InstructionRefusee) as refus:
        recevoir(depose, par=agnes)
    assert list(codes(refus)) == ["points_incomplets", "points_non_conformes"]
    assert "Examinez «\u00a0Structure candidate\u00a0»," in refus.value.phrase
