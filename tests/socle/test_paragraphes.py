"""A text pasted from a word processor keeps its paragraphs and its lists."""

import pytest

from amihr.socle.paragraphes import en_paragraphes, nettoyer

# (what the clipboard holds, what is kept)
COLLES = [
    ("Un.\r\n\r\nDeux.", "Un.\n\nDeux."),
    ("Ligne\vsuite", "Ligne\nsuite"),
    ("•\tUn\r\n•\tDeux", "• Un\n• Deux"),
    ("\uf0b7\tUn\n\uf0a7\tDeux", "• Un\n• Deux"),
    ("o\tSous-point", "• Sous-point"),
    ("-\tUn", "• Un"),
    ("1.\tPremier\n2)\tSecond", "1. Premier\n2) Second"),
    ("1.\u00a0\u00a0Premier\n2.\u00a0\u00a0 Second", "1. Premier\n2. Second"),
    ("§\u00a0\u00a0Point\no\u00a0\u00a0\u00a0Sous-point", "• Point\n• Sous-point"),
    ("Un\n\n\n\nDeux", "Un\n\nDeux"),
    ("Colonne\tautre", "Colonne autre"),
]


@pytest.mark.parametrize(("colle", "garde"), COLLES)
def test_ce_qu_un_traitement_de_texte_colle_est_garde(colle, garde):
    assert nettoyer(colle) == garde


@pytest.mark.parametrize(
    "texte",
    [
        "- un tiret tapé",
        "o mon pays",
        "5 - 3 = 2",
        "a · b",
        "Un\nDeux",
        "§ 2 du texte",
        "§\u00a02",
        "M.\u00a0Le Goff",
        "1.\u00a0000 euros",
    ],
)
def test_ce_qui_n_est_pas_une_puce_n_est_pas_change(texte):
    assert nettoyer(texte) == texte


def test_nettoyer_deux_fois_ne_change_plus_rien():
    for colle, garde in COLLES:
        assert nettoyer(nettoyer(colle)) == garde


def test_paragraphes_et_listes_deviennent_du_html():
    assert en_paragraphes("Avant :\n• Un\n- Deux\nAprès\n\nFin") == (
        "<p>Avant :</p>\n<ul><li>Un</li><li>Deux</li></ul>\n<p>Après</p>\n<p>Fin</p>"
    )


def test_une_liste_numerotee_garde_ses_numeros():
    assert en_paragraphes("1. Un\n2. Deux\n10. Dix\n1) Autre <b>\n2026. Une année") == (
        '<ol><li value="1">Un</li><li value="2">Deux</li><li value="10">Dix</li></ol>\n'
        "<p>1) Autre &lt;b&gt;<br>2026. Une année</p>"
    )


def test_aucune_balise_ecrite_n_est_lue():
    assert en_paragraphes("<script>\n• <b>") == "<p>&lt;script&gt;</p>\n<ul><li>&lt;b&gt;</li></ul>"


def test_un_texte_vide_ne_donne_rien():
    assert en_paragraphes(" \n ") == ""
