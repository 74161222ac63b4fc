"""French typography of dates, numbers and sizes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from amihr.socle import textes

CLOTURE = datetime(2026, 5, 11, 21, 59, tzinfo=UTC)
NOMBRES = [("7", 7), ("007", 7), ("9" * 9, 999_999_999), ("9" * 10, 0), ("9" * 4400, 0), ("²", 0), ("٣", 0), ("-1", 0),
           (" 1", 0), ("", 0), (None, 0)]  # fmt: skip
PAIRES = [
    (textes.date_longue, date(2026, 6, 1), "1er_juin 2026"),
    (textes.date_longue, datetime(2026, 5, 31, 22, 0, tzinfo=UTC), "1er_juin 2026"),
    (textes.date_heure, CLOTURE, "11_mai 2026 à 23_h_59"),
    (textes.heure_seconde, datetime(2026, 5, 11, 15, 48, 12, 999999, tzinfo=UTC), "17_h_48_min_12_s"),
    (textes.nombre, 1250000, "1_250_000"),
    (textes.nombre, -1234, "−1_234"),
    (textes.nombre, Decimal("4.50"), "4,5"),
    (textes.nombre, Fraction(33, 8), "4,13"),
    (textes.nombre, 0, "0"),
    (textes.taille_fichier, 0, "0_octet"),
    (textes.taille_fichier, 1, "1_octet"),
    (textes.taille_fichier, 1023, "1_023_octets"),
    (textes.taille_fichier, 88_064, "86_Ko"),
    (textes.taille_fichier, 1_048_575, "1_Mo"),
    (textes.taille_fichier, 10 * 1024**2, "10_Mo"),
    (textes.taille_fichier, 1_500_000, "1,4_Mo"),
    (textes.siren_affiche, "732829320", "732_829_320"),
    (textes.siren_affiche, "73282932000074", "732_829_320_00074"),
    (textes.siren_affiche, "sans objet", "sans objet"),
    (textes.euros, 1_250_000, "1_250_000_€"),
    (textes.euros, Decimal("12.5"), "12,50_€"),
]


@pytest.mark.parametrize(("fonction", "valeur", "attendu"), PAIRES)
def test_l_ecriture_est_celle_du_francais(fonction, valeur, attendu):
    assert fonction(valeur) == attendu.replace("_", "\u00a0")


@pytest.mark.parametrize(
    "fonction", [textes.date_longue, textes.date_heure, textes.nombre, textes.euros, textes.siren_affiche]
)
def test_rien_s_ecrit_vide(fonction):
    assert fonction(None) == ""


@pytest.mark.parametrize(
    ("avant", "attendu"),
    [
        (timedelta(days=7), "dans 7_jours"),
        (timedelta(days=1), "dans 1_jour"),
        (timedelta(hours=23, minutes=59), "dans 23_heures"),
        (timedelta(minutes=1), "dans 1_minute"),
        (timedelta(seconds=1), "dans moins d’une minute"),
        (timedelta(0), "passée"),
        (-timedelta(days=1), "passée"),
    ],
)
def test_la_duree_restante_n_arrondit_jamais_au_dessus(avant, attendu):
    assert textes.duree_restante(CLOTURE, CLOTURE - avant) == attendu.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("compte", "attendu"), [(0, "0_dossier"), (1, "1_dossier"), (2, "2_dossiers"), (1000, "1_000_dossiers")]
)
def test_le_pluriel_commence_a_deux(compte, attendu):
    assert textes.pluriel(compte, "dossier") == attendu.replace("_", "\u00a0")


def test_un_pluriel_irregulier_se_donne():
    assert textes.pluriel(3, "travail", "travaux") == "3\u00a0travaux"


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [
        ("Marc Essai", "de Marc Essai"),
        ("Agnès", "d’Agnès"),
        ("Élodie", "d’Élodie"),
        ("Œnologie", "d’Œnologie"),
        ("", "de "),
    ],
)
def test_de_s_elide_devant_une_voyelle(nom, attendu):
    assert textes.de(nom) == attendu


def test_l_arrondi_est_exact_au_demi_superieur():
    assert [textes.nombre(Fraction(n, 1000), 2) for n in (4125, 4124, 5)] == ["4,13", "4,12", "0,01"]


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("\u200b", ""),
        ("\u200d \u200c", " "),
        ("fac\u202eture\x00\ufeff", "facture"),
        ("une\r\nligne\tpuis\u2028une", "une\r\nligne\tpuis\nune"),
        ("👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم"),
    ],
)
def test_un_texte_ne_garde_que_ce_qui_se_voit(texte, attendu):
    assert textes.visible(texte) == attendu


@pytest.mark.parametrize(("ecrit", "lu"), NOMBRES, ids=[str(ecrit)[:12] for ecrit, _ in NOMBRES])
def test_un_nombre_venu_d_ailleurs_est_lu_ou_laisse(ecrit, lu):
    assert textes.entier(ecrit, 0) == lu


@pytest.mark.parametrize("ecrit", ["", "7", "x" * 36, "9" * 4400], ids=["vide", "court", "lettres", "trop_long"])
def test_un_identifiant_venu_d_ailleurs_est_lu_ou_laisse(ecrit):
    assert textes.identifiant(ecrit) is None
    assert str(textes.identifiant("7f1c1a52-5b5e-4e0f-9d5b-1d2c3b4a5f60")) == "7f1c1a52-5b5e-4e0f-9d5b-1d2c3b4a5f60"
