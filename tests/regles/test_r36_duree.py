"""R36: the label lasts one year; its state follows from dates."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from catalogue.regles.duree import EtatDuLabel, dernier_jour, etat_du_label

DEBUT, FIN = date(2026, 5, 27), date(2027, 5, 26)
RETRAIT_LE = datetime(2027, 2, 4, 10, tzinfo=UTC)
SECONDE = timedelta(seconds=1)


def etat(jour, *, instant=RETRAIT_LE, leve_le="aucun retrait"):
    retraits = [] if leve_le == "aucun retrait" else [SimpleNamespace(effet_le=RETRAIT_LE, leve_le=leve_le)]
    return etat_du_label(DEBUT, FIN, jour=jour, instant=instant, retraits=retraits)


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2026, 5, 26), "à venir"),
        (DEBUT, "actif"),
        (FIN, "actif"),
        (date(2027, 5, 27), "expiré"),
    ],
)
def test_l_etat_suit_les_dates_dernier_jour_inclus(jour, attendu):
    assert etat(jour) == attendu


def test_un_retrait_vaut_des_son_instant_et_pas_avant():
    assert etat(date(2027, 2, 4), instant=RETRAIT_LE - SECONDE, leve_le=None) == EtatDuLabel.ACTIF
    assert etat(date(2027, 2, 4), instant=RETRAIT_LE, leve_le=None) == EtatDuLabel.RETIRE


def test_un_label_retire_le_reste_apres_sa_fin():
    assert etat(date(2028, 1, 1), instant=RETRAIT_LE + timedelta(days=300), leve_le=None) == EtatDuLabel.RETIRE


def test_un_retrait_leve_rend_le_label_a_ses_dates():
    leve_le = RETRAIT_LE + timedelta(days=3)
    assert etat(date(2027, 2, 6), instant=leve_le - SECONDE, leve_le=leve_le) == EtatDuLabel.RETIRE
    assert etat(date(2027, 2, 7), instant=leve_le, leve_le=leve_le) == EtatDuLabel.ACTIF
    assert etat(date(2027, 6, 1), instant=leve_le, leve_le=leve_le) == EtatDuLabel.EXPIRE


def test_une_edition_peut_choisir_une_autre_duree():
    assert dernier_jour(DEBUT, mois=18) == date(2027, 11, 26)
