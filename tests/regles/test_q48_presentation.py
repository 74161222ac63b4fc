"""Q48: a fiche is born from the public presentation, and from what the company released by name; else it is minimal."""

from datetime import date

import pytest

from catalogue.regles.naissance import FicheNaissante, fiche_naissante
from tests.fabriques.catalogue import FORMULAIRE_DU_CATALOGUE, reponses_publiques

DATES = {"declare_le": date(2026, 5, 4), "examine_le": date(2026, 5, 27)}
VIDE = dict.fromkeys(("presentation", "benefices", "site"), "")


def naitre(**parties):
    return fiche_naissante(FORMULAIRE_DU_CATALOGUE, reponses_publiques(**parties), **DATES)


def test_sans_presentation_publique_la_fiche_est_minimale():
    assert naitre(presentation=VIDE) == FicheNaissante()


def test_ce_que_l_entreprise_n_a_pas_coche_ne_sort_pas():
    fiche = naitre(presentation={"faits_publics": []})
    assert (fiche.donnees, [f.libelle for f in fiche.faits]) == ([], ["Benefices", "Site"])


def test_une_question_privee_ne_sort_pas_meme_cochee():
    assert "contact" in reponses_publiques()["presentation"]["faits_publics"]
    assert "claire@orthoselve.example" not in str(naitre())


def test_une_question_privee_d_une_partie_publique_ne_sort_pas():
    parties = [
        {**partie, "questions": [{**q, "prive": q["code"] == "benefices"} for q in partie["questions"]]}
        for partie in FORMULAIRE_DU_CATALOGUE["parties"]
    ]
    fiche = fiche_naissante({**FORMULAIRE_DU_CATALOGUE, "parties": parties}, reponses_publiques(), **DATES)
    assert "plantation" not in str(fiche)


def test_la_presentation_et_les_faits_coches_font_la_fiche():
    fiche = naitre()
    assert fiche.resume.startswith("Canoptère compte les arbres")
    assert fiche.donnees == [{"code": "lidar", "libelle": "LiDAR"}]
    assert (fiche.texte_libre, fiche.est_minimale) == (True, False)


@pytest.mark.parametrize("site", ["javascript:alert(1)", "http://127.0.0.1/", "https://moi@exemple.org/"])
def test_un_lien_qui_ne_mene_pas_a_un_site_public_est_laisse(site):
    assert "Site" not in [f.libelle for f in naitre(presentation={"site": site}).faits]
