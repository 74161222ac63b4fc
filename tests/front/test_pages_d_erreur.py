"""The pages shown when something goes wrong, the bare ones rendered without any context."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from amihr.socle.navigation import navigation

NUES = ["400.html", "403_csrf.html", "500.html", "503.html"]
HABILLEES = ["403.html", "404.html", "429.html", "refus.html"]


@pytest.mark.parametrize("nom", NUES)
def test_une_page_nue_se_dessine_sans_contexte_ni_base(nom):
    html = render_to_string(nom)
    assert html.count("<h1>") == 1
    assert "Accessibilité\u00a0: non conforme" in html


@pytest.mark.django_db
@pytest.mark.parametrize("nom", HABILLEES)
def test_une_page_habillee_garde_la_navigation(nom):
    requete = RequestFactory().get("/ailleurs/")
    html = render_to_string(nom, {"phrase": "L’appel est clos"} | navigation(requete), requete)
    assert html.count("<h1") == 1
    assert "Navigation principale" in html


@pytest.mark.django_db
def test_un_refus_garde_le_texte_saisi_et_l_echappe():
    requete = RequestFactory().get("/")
    textes = [{"libelle": "Résumé", "texte": "Un arbre <b>"}]
    html = render_to_string("refus.html", {"phrase": "Clos", "textes": textes} | navigation(requete), requete)
    assert "Un arbre &lt;b&gt;" in html
