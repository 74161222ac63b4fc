import pytest
from hypothesis import given
from hypothesis import strategies as st

from amihr.fichiers.noms import LONGUEUR_MAX, extension_de, nom_sur, noms_distincts


@pytest.mark.parametrize(
    ("recu", "garde"),
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\Users\\alice\\Kbis.pdf", "Kbis.pdf"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ('qui ? "moi" <b>.pdf', "qui _ _moi_ _b_.pdf"),
        (".pdf", "fichier.pdf"),
        ("..", "fichier"),
        ("", "fichier"),
        ("\ud800.pdf", "fichier.pdf"),
        ("  Kbis   2026 .pdf", "Kbis 2026.pdf"),
    ],
)
def test_nom_assaini(recu, garde):
    assert nom_sur(recu) == garde


def test_nom_trop_long_garde_son_extension():
    assert nom_sur("é" * 300 + ".PDF") == "é" * (LONGUEUR_MAX - 4) + ".PDF"


@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_tout_nom_devient_sur_et_le_reste(recu):
    nom = nom_sur(recu)
    assert 0 < len(nom) <= LONGUEUR_MAX
    assert nom_sur(nom) == nom
    assert not set(nom) & set('/\\\0\r\n\u202e<>:"|?*')
    nom.encode()


@pytest.mark.parametrize(("nom", "extension"), [("a.PDF", ".pdf"), ("a.tar.gz", ".gz"), ("a", ""), ("a.é !", "")])
def test_extension_en_minuscules(nom, extension):
    assert extension_de(nom) == extension


def test_noms_distincts_sans_compter_la_casse():
    recus = ["A.pdf", "../a.pdf", "a.PDF", "b", "É.pdf", "e\u0301.pdf"]
    assert noms_distincts(recus) == ["A.pdf", "a (2).pdf", "a (3).PDF", "b", "É.pdf", "é (2).pdf"]
    longs = noms_distincts(["x" * 150] * 3)
    assert len(set(longs)) == 3
    assert all(len(nom) <= LONGUEUR_MAX for nom in longs)
