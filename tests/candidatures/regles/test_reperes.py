"""What the dates of the files say to those who examine (see Q7)."""

from dataclasses import dataclass
from datetime import date

import pytest

from candidatures.regles.reperes import reperes_des_pieces

FORMULAIRE = {
    "pieces": [
        {"code": "kbis", "libelle": "Kbis", "date_demandee": True},
        {"code": "logo", "libelle": "Logo", "date_demandee": False},
    ]
}
DEPOT = date(2026, 5, 11)


@dataclass
class Piece:
    emplacement: str
    date_du_document: object


@pytest.mark.parametrize(
    ("jour", "dit"),
    [
        (None, "n’est pas indiquée"),
        (date(2026, 2, 11), "plus de 3\u00a0mois"),
        (date(2026, 2, 12), ""),
        (date(2026, 5, 11), ""),
        (date(2026, 5, 12), "après le dépôt"),
    ],
)
def test_la_date_se_juge_au_jour_du_depot(jour, dit):
    trouves = [repere.texte for repere in reperes_des_pieces(FORMULAIRE, [Piece("kbis", jour)], DEPOT, 3)]
    assert (trouves == []) == (dit == "")
    assert all(dit in texte for texte in trouves)


def test_une_piece_sans_date_demandee_ne_dit_rien():
    assert reperes_des_pieces(FORMULAIRE, [Piece("logo", None)], DEPOT, 3) == []


def test_sans_seuil_une_vieille_piece_ne_dit_rien():
    assert reperes_des_pieces(FORMULAIRE, [Piece("kbis", date(2020, 1, 1))], DEPOT, None) == []
