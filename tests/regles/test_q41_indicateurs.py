"""Q41: robustness, severity and dispersion prepare; they enter no act by default."""

import pytest

from evaluation.regles.indicateurs import ACTES, PREPARATION, SEANCE, sont_montres


@pytest.mark.parametrize("ou", [SEANCE, ACTES, "catalogue", "candidat"])
def test_les_indicateurs_ne_sont_montres_nulle_part_ailleurs_par_defaut(ou):
    assert not sont_montres(ou)


def test_la_preparation_les_montre():
    assert sont_montres(PREPARATION)


def test_le_choix_du_president_vaut_en_seance_et_pas_dans_le_pv():
    assert sont_montres(SEANCE, choix_du_president=True, reglage_de_la_seance=True)
    assert not sont_montres(ACTES, choix_du_president=True, reglage_de_la_seance=True)


@pytest.mark.parametrize(("choix", "reglage"), [(True, False), (False, True)])
def test_ni_le_reglage_sans_le_choix_ni_le_choix_sans_le_reglage_ne_les_montrent(choix, reglage):
    assert not sont_montres(SEANCE, choix_du_president=choix, reglage_de_la_seance=reglage)


def test_un_reglage_de_l_edition_les_met_dans_les_actes():
    assert sont_montres(ACTES, reglage_des_actes=True)
