"""Working days in France, from May 2026: it has four public holidays."""

from datetime import date

import pytest

from amihr.editions.jours import jour_complet, jours_ouvres_entre, pourquoi_chome


@pytest.mark.parametrize(
    ("jour", "raison"),
    [
        (date(2026, 5, 9), "samedi"),
        (date(2026, 5, 10), "dimanche"),
        (date(2026, 5, 8), "jour férié, Fête de la Victoire"),
        (date(2026, 5, 14), "jour férié, Ascension"),
        (date(2026, 5, 25), "jour férié, Lundi de Pentecôte"),
        (date(2027, 3, 29), "jour férié, Lundi de Pâques"),
        (date(2026, 5, 11), ""),
    ],
)
def test_pourquoi_personne_ne_travaille_ce_jour(jour, raison):
    assert pourquoi_chome(jour) == raison


def test_entre_la_cloture_et_la_commission_de_2026_neuf_jours_ouvres():
    assert jours_ouvres_entre(date(2026, 5, 11), date(2026, 5, 27)) == 9


@pytest.mark.parametrize("avant", [date(2026, 5, 11), date(2026, 5, 12), date(2026, 5, 1)])
def test_rien_entre_deux_jours_qui_se_touchent_ou_se_croisent(avant):
    assert jours_ouvres_entre(date(2026, 5, 11), avant) == 0


def test_un_jour_se_dit_en_entier():
    assert jour_complet(date(2026, 6, 1)) == "lundi 1er\u00a0juin 2026"
    assert jour_complet(date(2026, 5, 14)) == "jeudi 14\u00a0mai 2026 (jour férié, Ascension)"
