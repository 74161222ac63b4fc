"""What the dates of the files say to those who examine (see Q7), and beside which point."""

from dataclasses import dataclass
from datetime import date

import pytest

from amihr.editions.schema import CONSTATS
from candidatures.regles.instruction import Point
from candidatures.regles.reperes import ROLES, Repere, reperes_des_pieces, reperes_des_points

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


FORME = {"parties": [{"slug": "structure", "questions": [{"code": "siren", "role": "siren"}]}]}
SIREN, KBIS, VIDEO = (
    Repere("Même SIREN", sujets=("siren",)),
    Repere("Kbis", piece="kbis"),
    Repere("V", sujets=("video",)),
)


@pytest.mark.parametrize(
    ("point", "dits"),
    [
        (Point("structure", "", "", partie="structure"), (SIREN,)),
        (Point("memoire", "", "", partie="memoire"), ()),
        (Point("piece-kbis", "", "", piece="kbis"), (KBIS,)),
        (Point("piece-logo", "", "", piece="logo"), ()),
        (Point("nature", "", "", constats=("type", "siren")), (SIREN,)),
        (Point("delai", "", ""), ()),
    ],
)
def test_un_constat_se_lit_a_cote_de_ce_qu_il_aide_a_juger(point, dits):
    montres, _ = reperes_des_points([point], [SIREN, KBIS, VIDEO], FORME)
    assert montres == {point.code: dits}


def test_ce_qu_aucun_point_ne_montre_reste_en_tete():
    points = [Point("piece-kbis", "", "", piece="kbis"), Point("nature", "", "", constats=("siren",))]
    assert reperes_des_points(points, [SIREN, KBIS, VIDEO], FORME)[1] == [VIDEO]


def test_une_edition_nomme_les_constats_que_le_logiciel_fait():
    assert sorted(ROLES) == sorted(CONSTATS)
