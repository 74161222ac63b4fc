"""Small numbers stay hidden, and cannot be worked out from what is shown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amihr.socle.effectifs import en_periodes, masquer, masquer_une_part

LUNDI = date(2026, 5, 4)
SEUIL = 5


def jours(*nombres):
    return [(LUNDI + timedelta(days=rang), n if isinstance(n, tuple) else (n,)) for rang, n in enumerate(nombres)]


def resume(periodes):
    return [(periode.jours, *periode.nombres) for periode in periodes]


@pytest.mark.parametrize(("nombre", "montre"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_de_un_a_quatre_un_nombre_se_cache(nombre, montre):
    assert masquer(nombre, SEUIL) == montre


@pytest.mark.parametrize(
    ("nombre", "total", "montre"),
    [(5, 10, 5), (6, 10, None), (4, 10, None), (9, 10, None), (10, 10, 10), (0, 10, 0), (4, 4, None), (0, 4, None)],
)
def test_une_part_se_cache_avec_son_complement(nombre, total, montre):
    assert masquer_une_part(nombre, total, SEUIL) == montre


@pytest.mark.parametrize(
    ("nombres", "attendu"),
    [
        ((5, 6), [(1, 5), (1, 6)]),
        ((2, 3, 6), [(2, 5), (1, 6)]),
        ((6, 1, 2), [(3, 9)]),  # the last days are few: alone, they would be read
        ((1, 2, 1), [(3, None)]),
        ((0, 0, 5, 0), [(2, 0), (1, 5), (1, 0)]),
        ((6, 0, 1), [(3, 7)]),
    ],
)
def test_les_jours_se_groupent_jusqu_a_ne_plus_designer_personne(nombres, attendu):
    assert resume(en_periodes(jours(*nombres), SEUIL)) == attendu


def test_une_serie_trop_petite_disparait_sans_gener_l_autre():
    assert resume(en_periodes(jours((5, 1), (7, 1)), SEUIL)) == [(1, 5, None), (1, 7, None)]


def test_aucun_jour_aucune_periode():
    assert en_periodes([], SEUIL) == []


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40), st.integers(0, 12))
def test_quoi_qu_il_arrive_aucun_petit_nombre_et_rien_de_perdu(nombres, seuil):
    periodes = en_periodes(jours(*nombres), seuil)
    lus = [n for periode in periodes for n in periode.nombres if n is not None]
    assert [n for n in lus if 0 < n < seuil] == []
    assert sum(periode.jours for periode in periodes) == len(nombres)
    for rang, somme in enumerate(map(sum, zip(*nombres, strict=True))):
        colonne = [periode.nombres[rang] for periode in periodes]
        assert (None in colonne, set(colonne) == {None} or sum(colonne) == somme) == (0 < somme < seuil, True)
