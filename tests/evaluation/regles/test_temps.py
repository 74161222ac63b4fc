"""The time that scoring takes and the time left: what counts, and what is said of it."""

from datetime import datetime, timedelta

import pytest

from evaluation.regles.temps import mesure_d_ensemble, minutes_medianes, secondes_de_travail, temps_restant

MIDI = datetime(2026, 6, 1, 12)


def en_clair(phrase):
    return phrase.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("minutes", "secondes"), [(-5, 0), (0, 0), (7, 420), (20, 1200), (21, 1200), (60 * 24 * 3, 1200)]
)
def test_un_silence_compte_pour_vingt_minutes_au_plus(minutes, secondes):
    assert secondes_de_travail(MIDI, MIDI + timedelta(minutes=minutes)) == secondes


def test_sans_signe_de_vie_rien_ne_compte():
    assert secondes_de_travail(None, MIDI) == 0


def test_deux_mesures_ne_font_pas_une_mediane():
    assert minutes_medianes([600, 1200]) is None
    assert minutes_medianes([600, 1201, 6000]) == 21
    assert minutes_medianes([1, 1, 1]) == 1


def test_rien_a_noter_rien_a_dire():
    assert temps_restant([600, 600, 600], 0, 140, 3) is None


def test_la_duree_prevue_avant_la_mienne():
    reste = temps_restant([600, 600], 3, 140, 2)
    assert en_clair(reste.phrase).startswith("3 dossiers à évaluer : environ 7 h, à 2 h 20 par dossier, durée prévue")
    assert en_clair(reste.phrase).endswith("la vôtre la remplacera quand 3 évaluations remises auront été mesurées.")
    assert en_clair(reste.echeance) == "D’ici la commission : 2 jours ouvrés, soit 3 h 30 par jour."


def test_ma_mediane_quand_elle_existe():
    reste = temps_restant([600, 2400, 3000, 2400], 1, 140, 1)
    assert en_clair(reste.phrase) == (
        "1 dossier à évaluer : environ 40 min, à votre rythme, 40 min par dossier (médiane de vos 4 évaluations remises)."
    )
    assert "1 jour ouvré, soit 40 min par jour" in en_clair(reste.echeance)


def test_la_veille_d_un_lundi_il_ne_reste_aucun_jour():
    assert temps_restant([], 1, 140, 0).echeance == "Il ne reste aucun jour ouvré avant la commission."
    assert temps_restant([], 1, 140, None).echeance == ""


@pytest.mark.parametrize(
    "temps", [[], [("a", 60)] * 9, [("a", 60), ("b", 60)] * 5, [("a", 60), ("b", 60), ("c", 60), ("c", 60)]]
)
def test_la_mesure_d_ensemble_ne_dit_rien_de_quelqu_un(temps):
    assert mesure_d_ensemble(temps) == ""


def test_la_mesure_d_ensemble():
    temps = [("a", 600), ("b", 1200), ("c", 1800), ("a", 2400), ("b", 3000)]
    assert en_clair(mesure_d_ensemble(temps)).startswith(
        "Durée mesurée : 30 min par dossier, médiane de 5 évaluations remises par 3 membres"
    )
