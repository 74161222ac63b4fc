"""The call of 2026 as the règlement describes it."""

import re
from datetime import date

from amihr.editions.appel import APPELS

PARTIES = "structure consortium solution maturite previsions memoire plan video references presentation pieces"


def questions(appel):
    return [question for partie in appel.formulaire["parties"] for question in partie["questions"]]


def test_les_parties_sont_celles_du_contrat_d_adresses(appel_2026):
    assert [partie["slug"] for partie in appel_2026.formulaire["parties"]] == PARTIES.split()


def test_l_instruction_ne_lit_que_structure_consortium_maturite_et_pieces(appel_2026):
    lues = [partie["slug"] for partie in appel_2026.formulaire["parties"] if partie["instruction"]]
    assert lues == ["structure", "consortium", "maturite", "pieces"]


def test_seule_la_presentation_est_publique(appel_2026):
    assert [partie["slug"] for partie in appel_2026.formulaire["parties"] if partie["public"]] == ["presentation"]


def test_trois_pieces_sont_obligatoires(appel_2026):
    obligatoires = [piece["code"] for piece in appel_2026.formulaire["pieces"] if piece["obligatoire"]]
    assert obligatoires == ["kbis", "attestation_fiscale", "logo"]


def test_la_commission_ne_voit_ni_le_kbis_ni_les_personnes_a_contacter(appel_2026):
    pieces = {piece["code"] for piece in appel_2026.formulaire["pieces"] if piece["prive"]}
    privees = {question["code"] for question in questions(appel_2026) if question["prive"]}
    assert "kbis" in pieces
    assert privees == {"contact_nom", "contact_courriel", "contact_telephone"}


def test_ni_les_references_ni_le_challenge_ne_conditionnent_le_depot(appel_2026):
    libres = {question["code"] for question in questions(appel_2026) if question["obligatoire"] is False}
    assert {"references", "challenge", "cas_usage", "presentation"} <= libres


def test_les_huit_criteres_ont_six_descripteurs_chacun(appel_2026):
    assert [len(critere["descripteurs"]) for critere in appel_2026.criteres] == [6] * 8
    assert [sous["titre"] for sous in appel_2026.criteres[3]["sous_criteres"]] == [
        "Raster",
        "Nuages de points LiDAR",
        "Résultats vectoriels",
        "Standards OGC",
    ]


def test_les_quatre_thematiques_ont_leurs_cas_d_usage(appel_2026):
    assert [len(thematique["cas_usage"]) for thematique in appel_2026.thematiques] == [6, 6, 7, 6]


def test_les_49_questions_ont_leur_reglage(appel_2026):
    assert sorted(appel_2026.reglages, key=lambda nom: int(nom[1:])) == [f"Q{rang}" for rang in range(1, 50)]


def test_la_commission_se_tient_le_27_mai(appel_2026):
    assert appel_2026.commission_le == date(2026, 5, 27)


def test_les_voies_de_recours_restent_a_ecrire_par_la_region(appel_2026):
    assert appel_2026.textes["lettre.voies_de_recours"] == ""


def test_le_francais_du_fichier_porte_ses_espaces_insecables():
    for chemin in APPELS.glob("*.yaml"):
        textes = "\n".join(ligne for ligne in chemin.read_text().splitlines() if not ligne.startswith("#"))
        assert not re.search(r"[^\s:] [;?!%€»]|« |\w'\w", textes)
