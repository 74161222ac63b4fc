"""The receipt: accessible, complete, and inert whatever people wrote in it."""

import re

import pytest
from django.template.loader import render_to_string

from candidatures.documents.accuse import accuse_de_depot
from tests.candidatures.documents.exemples import PIECES, accuse
from tests.socle.controle_pdf import defauts, elements, ouvrir


@pytest.fixture
def html_de(monkeypatch):
    """Give the HTML of a receipt instead of its PDF."""

    def rendre(**changements):
        monkeypatch.setattr("candidatures.documents.accuse.rendre", lambda g, c, images: render_to_string(g, c))
        return accuse_de_depot(accuse(**changements)).replace("\u00a0", " ")

    return rendre


def test_un_nom_hostile_reste_un_texte(html_de):
    html = html_de(solution="<img src=file:///etc/passwd>", structure=("<script>alert(1)</script>",))
    assert "<img src=file" not in html
    assert "<script" not in html
    assert "&lt;img src=file:///etc/passwd&gt;" in html


def test_le_paragraphe_des_recours_n_apparait_que_rempli(html_de):
    assert "recours" not in html_de()
    assert "Deux mois pour agir." in html_de(recours="Deux mois pour agir.")


def test_l_accuse_dit_l_instant_a_la_seconde_et_en_temps_universel(html_de):
    html = html_de()
    assert "11 mai 2026 à 17 h 48 min 12 s" in html
    assert "2026-05-11T15:48:12.406Z" in html


def test_chaque_piece_a_son_empreinte(html_de):
    html = html_de()
    for piece in accuse().pieces:
        assert piece.nom in html
        assert piece.sha256 in html
    assert len(re.findall(r"[0-9a-f]{64}", html)) == len(PIECES) + 2


def test_l_accuse_en_pdf_est_accessible():
    octets = accuse_de_depot(accuse())
    assert defauts(octets) == []
    with ouvrir(octets) as document:
        types = [str(tag.S) for tag in elements(document)]
        assert types.count("/Table") == 2
        assert types.count("/Figure") == 2
        assert "/TH" in types
        assert len(document.pages) == 1


def test_un_accuse_sans_piece_ni_texte_se_rend_aussi():
    octets = accuse_de_depot(accuse(pieces=(), documents=(), suite="", service=(), consortium=("Un membre",)))
    assert defauts(octets) == []


def test_un_tres_long_accuse_tient_sur_plusieurs_pages():
    octets = accuse_de_depot(accuse(pieces=accuse().pieces * 12))
    assert defauts(octets) == []
    with ouvrir(octets) as document:
        assert len(document.pages) == 3
