"""The drawings of the ranking stand where their figures say: nothing beyond the width, zero where it is, order kept."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from evaluation.lectures.dessins import dessin_de_la_dispersion, dessin_de_la_severite, dessin_des_ponderations
from evaluation.regles.dessins import barres, bout_de_l_axe, places

ECARTS = st.lists(st.fractions(-5, 5, max_denominator=60), min_size=1, max_size=12)


def test_sans_figure_il_n_y_a_pas_de_dessin():
    assert dessin_de_la_severite([]) is None
    assert dessin_de_la_dispersion([{"ecart_type": None}]) is None
    assert dessin_des_ponderations([], ["Autre"]) is None
    assert dessin_des_ponderations([object()], ["Autre"]) is None


@given(ECARTS)
def test_une_barre_va_de_zero_a_sa_valeur_sans_sortir(ecarts):
    bout, dessinees = barres(ecarts, zero=50)
    assert bout == bout_de_l_axe(ecarts) >= max(map(abs, ecarts))
    for ecart, barre in zip(ecarts, dessinees, strict=True):
        assert 0 <= barre.debut <= barre.debut + barre.largeur <= 100
        assert barre.largeur == abs(ecart) * 50 / bout
        assert (barre.debut if ecart >= 0 else barre.debut + barre.largeur) == 50


@given(ECARTS)
def test_depuis_la_gauche_la_plus_longue_tient_dans_la_largeur(ecarts):
    longueurs = [abs(ecart) for ecart in ecarts]
    bout, dessinees = barres(longueurs)
    assert [(b.debut, b.largeur) for b in dessinees] == [(0, longueur * 100 / bout) for longueur in longueurs]
    assert all(b.largeur <= 100 for b in dessinees)


def test_un_axe_finit_sur_un_demi_et_n_est_jamais_nul():
    assert bout_de_l_axe([0]) == Fraction(1, 2)
    assert bout_de_l_axe([Fraction(-51, 100), Fraction(1, 10)]) == 1


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=15))
def test_les_places_suivent_les_rangs_et_ne_se_recouvrent_pas(rangs):
    rangs = sorted(rangs, key=lambda r: r[0])
    trouvees = places(rangs)
    for colonne in range(3):
        assert sorted(place[colonne] for place in trouvees) == list(range(len(rangs)))
        par_place = sorted(zip(trouvees, rangs, strict=True), key=lambda couple: couple[0][colonne])
        assert [rang[colonne] for _, rang in par_place] == sorted(rang[colonne] for rang in rangs)
    assert [place[0] for place in trouvees] == list(range(len(rangs)))
