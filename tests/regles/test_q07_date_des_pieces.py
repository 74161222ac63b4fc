"""Q7: the date of a document is asked; past some months a warning, never a refusal."""

from datetime import date

import pytest

from candidatures.regles.pieces import remarque_sur_la_date

AUJOURD_HUI = date(2026, 5, 4)


@pytest.mark.parametrize("jour", [date(2026, 2, 4), date(2025, 5, 30), date(2024, 2, 29)])
def test_un_document_de_trois_mois_ou_plus_est_signale_sans_etre_refuse(jour):
    remarque = remarque_sur_la_date(jour, AUJOURD_HUI, 3)
    assert "plus de 3\u00a0mois" in remarque
    assert "pas un motif de refus" in remarque


@pytest.mark.parametrize("jour", [date(2026, 2, 5), date(2026, 5, 4), date(2026, 6, 1)])
def test_un_document_recent_dit_seulement_sa_date(jour):
    assert "mois" not in remarque_sur_la_date(jour, AUJOURD_HUI, 3)


def test_sans_date_il_n_y_a_rien_a_dire():
    assert remarque_sur_la_date(None, AUJOURD_HUI, 3) == ""


def test_une_edition_sans_alerte_ne_signale_rien():
    assert remarque_sur_la_date(date(2020, 1, 1), AUJOURD_HUI, None) == "Daté du 1er\u00a0janvier 2020."
