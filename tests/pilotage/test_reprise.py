"""The texts that the next edition takes over: its names in them, and the dates that they still cite."""

from datetime import time

import pytest

from amihr.pilotage.reprise import cite_une_date, heures_citees, phrases, renommer

NOMS = {"Ville nue": "Ville en relief", "Appel 2026": "Appel à Ville nue 2027", "VN-2026": "VER-2027"}


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("L’appel « Ville nue », VN-2026.", "L’appel « Ville en relief », VER-2027."),
        ("VILLE NUE", "VILLE EN RELIEF"),
        ("Ville\u00a0nue", "Ville en relief"),
        ("Appel 2026", "Appel à Ville nue 2027"),
        ("Ville nuement, AVN-2026, VN-2026-12", "Ville nuement, AVN-2026, VN-2026-12"),
        ("La ville nue du soir", "La ville nue du soir"),
    ],
)
def test_un_nom_est_remplace_la_ou_il_se_tient_entier(avant, apres):
    assert renommer({"textes": {"accueil.titre": [avant]}}, NOMS) == {"textes": {"accueil.titre": [apres]}}


def test_un_code_n_est_pas_un_texte():
    ecrit = {"slug": "Ville nue", "code": "Ville nue", "condition": {"code": "x", "vaut": ["Ville nue"]}}
    assert renommer(ecrit, NOMS) == ecrit
    assert list(phrases(ecrit)) == []


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Le 12 janvier, à midi", True),
        ("Le 1er\u00a0juin", True),
        ("De 2024 à 2027", True),
        ("L’appel 2027", False),
        ("AMIHR-2027, 2000 caractères", False),
        ("2026-06-09", False),
        ("Le 12 du mois", False),
    ],
)
def test_ce_qui_cite_une_date_ou_une_autre_annee(texte, attendu):
    assert cite_une_date(texte, "2027") is attendu


@pytest.mark.parametrize(
    ("texte", "heures"),
    [
        ("À 23\u00a0h\u00a059, puis 00 h 00", [time(23, 59), time(0)]),
        ("De 9h30 à midi", [time(9, 30), time(12)]),
        ("Avant 18 h, jusqu’à minuit", [time(18), time(0)]),
        ("24 h sur 24, 25 h, 12 h 75", [time(0)]),
        ("Trois heures, 11 mai, {derniere_minute}", []),
    ],
)
def test_les_heures_qu_un_texte_cite(texte, heures):
    assert [heure for _, heure in heures_citees(texte)] == heures
