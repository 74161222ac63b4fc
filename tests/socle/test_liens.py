from types import SimpleNamespace

import pytest
from django.template import engines
from django.urls import NoReverseMatch, path

from amihr.socle.liens import lien, prefixer, rediriger, sous_edition

urlpatterns = [
    path("", lambda requete: None, name="accueil"),
    path("candidatures/<str:reference>/", lambda requete, reference: None, name="dossier"),
    path("catalogue/", lambda requete: None, name="catalogue"),
]
pytestmark = pytest.mark.urls(__name__)


def rendre(texte, **contexte):
    return engines["django"].from_string(texte).render(contexte)


@pytest.mark.parametrize(
    "chemin",
    ["/catalogue/", "/catalogue.json", "/verifier/7K4M-QX2P/", "/compte/", "/macaron/7K4M-QX2P.svg", "/static/css/app.css"],
)  # fmt: skip
def test_une_page_commune_ne_prend_jamais_de_prefixe(chemin):
    assert prefixer(chemin, "2027") == chemin


@pytest.mark.parametrize("chemin", ["/", "/reglement/", "/candidatures/", "/region/labels/", "/commission/"])
def test_une_page_d_edition_prend_le_prefixe(chemin):
    assert prefixer(chemin, "2027") == f"/editions/2027{chemin}"


def test_sans_edition_dans_le_chemin_rien_n_est_ajoute():
    assert lien("dossier", "AMIHR-2026-K7QM") == "/candidatures/AMIHR-2026-K7QM/"


def test_le_prefixe_ne_survit_pas_a_la_requete():
    with sous_edition("2027"):
        assert lien("accueil") == "/editions/2027/"
    assert lien("accueil") == "/"


def test_l_edition_courante_est_a_la_racine_meme_vue_d_une_autre():
    courante, ancienne = (
        SimpleNamespace(slug="2026", est_courante=True),
        SimpleNamespace(slug="2025", est_courante=False),
    )
    with sous_edition("2025"):
        assert lien("accueil", edition=courante) == "/"
    assert lien("accueil", edition=ancienne) == "/editions/2025/"


def test_rediriger_garde_l_edition_et_la_requete():
    with sous_edition("2027"):
        assert rediriger("dossier", "AB", requete={"page": 2}).url == "/editions/2027/candidatures/AB/?page=2"


def test_la_balise_url_ajoute_le_prefixe():
    with sous_edition("2027"):
        assert rendre("{% url 'dossier' r %}", r="AB") == "/editions/2027/candidatures/AB/"
        assert rendre("{% url 'catalogue' as c %}{{ c }}") == "/catalogue/"


def test_la_balise_url_refuse_un_nom_inconnu_sauf_avec_as():
    with pytest.raises(NoReverseMatch):
        rendre("{% url 'inconnu' %}")
    assert rendre("{% url 'inconnu' as u %}[{{ u }}]") == "[]"
