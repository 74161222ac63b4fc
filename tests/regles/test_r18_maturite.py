"""R18: at least at the « produit minimum viable » stage: a condition that a person judges, and says why."""

import pytest

from amihr.socle.refus import ActeRefuse
from candidatures.actes.instruction import examiner
from candidatures.models import Candidature
from candidatures.regles.instruction import bilan, points_d_eligibilite


def test_la_maturite_est_une_condition_de_l_appel(appel_2026):
    libelles = " ".join(point.libelle.lower() for point in points_d_eligibilite(appel_2026.formulaire))
    assert [mot for mot in ("fonctionnelle", "stabilité", "essais") if mot not in libelles] == []


def test_les_preuves_sont_demandees_par_le_dossier(appel_2026):
    partie = next(p for p in appel_2026.formulaire["parties"] if p["slug"] == "maturite")
    assert partie["instruction"]
    assert len(partie["questions"]) >= 3


def test_une_condition_non_remplie_se_motive(depose, agnes, apres):
    Candidature.objects.update(etat="recevable")
    code = points_d_eligibilite(depose.edition.formulaire)[0].code
    with pytest.raises(ActeRefuse) as refus:
        examiner(depose, "eligibilite", {code: ("non_conforme", " ")}, par=agnes)
    assert refus.value.code == "raison_requise"


def test_une_condition_non_examinee_manque_au_bilan(appel_2026):
    points = points_d_eligibilite(appel_2026.formulaire)
    manquants, non_conformes = bilan(points, {points[0].code: "non_conforme"})
    assert (manquants, non_conformes) == (points[1:], points[:1])
