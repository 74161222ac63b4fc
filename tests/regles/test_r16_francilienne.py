"""R16: « prioritairement franciliennes » is a piece of information and a facet, never an exclusion nor a note."""

import pytest

from catalogue.regles.siege import departement_du_siege, est_du_territoire, siege_affiche

FRANCILIEN = {"region": "11"}


@pytest.mark.parametrize("departement", ["69", "2A", "974", "", "99"])
def test_un_siege_ailleurs_n_est_pas_francilien(departement):
    assert not est_du_territoire(FRANCILIEN, departement)


@pytest.mark.parametrize("departement", "75 77 78 91 92 93 94 95".split())
def test_les_huit_departements_sont_franciliens(departement):
    assert est_du_territoire(FRANCILIEN, departement)


def test_une_edition_sans_territoire_ne_le_dit_de_personne():
    assert not est_du_territoire({}, "93")


def test_le_code_de_la_commune_l_emporte_sur_ce_qui_est_ecrit():
    assert departement_du_siege(code_commune="93048", code_departement="69", commune="Lyon (69)") == "93"


def test_le_code_postal_ne_dit_rien():
    assert departement_du_siege(commune="93100 Montreuil") == ""


def test_l_outre_mer_a_trois_chiffres():
    assert departement_du_siege(code_commune="97411") == "974"


def test_le_siege_affiche_son_departement_une_fois():
    assert (siege_affiche("Montreuil", "93"), siege_affiche("Montreuil (93)", "93")) == ("Montreuil (93)",) * 2
