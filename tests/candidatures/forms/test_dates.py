"""A date is three short controls: the month may be written in letters, as people do."""

import pytest

from candidatures.forms.champs import DateEnTroisParties, mois_en_chiffres


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [("mars", "3"), ("Mars ", "3"), ("févr.", "2"), ("aout", "8"), ("DÉCEMBRE", "12"), ("juil", "7"), ("3", "3"), ("03", "03"),
     ("jui", "jui"), ("ma", "ma"), ("marsouin", "marsouin"), ("", "")],
)  # fmt: skip
def test_un_mois_en_lettres_est_lu_s_il_n_y_en_a_qu_un(ecrit, lu):
    assert mois_en_chiffres(ecrit) == lu


def test_la_date_envoyee_est_la_meme():
    donnees = {"d_jour": "15", "d_mois": "mars", "d_annee": "2025"}
    assert DateEnTroisParties().value_from_datadict(donnees, {}, "d") == "2025-03-15"
