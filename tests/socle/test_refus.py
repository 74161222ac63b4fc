"""Refusals, and the page that answers them."""

import ast
from pathlib import Path

import pytest
from django.conf import settings as reglages
from django.test import RequestFactory

from amihr.settings.salles import REFUS as REFUS_DU_SITE
from amihr.socle import refus
from amihr.socle.intergiciels import RefusIntergiciel
from amihr.socle.refus import ActeRefuse, exiger, phrase, phrases

PHRASES = {"cloture": "La clôture est passée.", "trop": "Au plus {maximum} pièces."}


@pytest.fixture(autouse=True)
def quelques_phrases(settings):
    settings.REFUS = [__name__]
    phrases.cache_clear()
    yield
    phrases.cache_clear()


def refuser(**entetes):
    requete = RequestFactory().post(
        "/deposer/",
        {
            "resume": "Mon texte",
            "csrfmiddlewaretoken": "x",
            "mot_de_passe": "y",
            "sens": "non_labellisee",
            "accord": "on",
            "d": "AMIHR-2026-K7QM2X",
            "motif": "Fraude",
        },
        headers=entetes,
    )
    return RefusIntergiciel(None).process_exception(requete, ActeRefuse("cloture"))


def test_une_condition_fausse_refuse_avec_son_code_et_ses_details():
    with pytest.raises(ActeRefuse) as attrape:
        exiger(False, "trop", maximum=10)
    assert (attrape.value.code, attrape.value.phrase) == ("trop", "Au plus 10 pièces.")


def test_une_condition_vraie_laisse_passer():
    assert exiger(True, "trop") is None


def test_un_code_sans_phrase_le_dit_dans_les_journaux(caplog):
    assert phrase("inconnu") == refus.PHRASE_INCONNUE
    assert "inconnu" in caplog.text


def test_deux_salles_n_ecrivent_pas_le_meme_code(settings):
    settings.REFUS = [__name__, __name__]
    phrases.cache_clear()
    with pytest.raises(ValueError, match="cloture"):
        phrases()


def test_une_autre_exception_n_est_pas_un_refus(rf):
    assert RefusIntergiciel(None).process_exception(rf.get("/"), ValueError()) is None


@pytest.mark.django_db
def test_la_page_du_refus_rend_ce_qui_etait_saisi_sauf_les_secrets():
    reponse = refuser(accept="text/html")
    texte = reponse.content.decode()
    assert reponse.status_code == 409
    assert "La clôture est passée." in texte
    assert "Mon texte" in texte
    assert "Fraude" in texte
    assert [code for code in ("non_labellisee", ">on<", "K7QM2X", "csrf", "mot_de_passe") if code in texte] == []
    assert "no-store" in reponse["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("depuis", "lien"),
    [("http://testserver/candidatures/", 'href="/candidatures/"'), ("http://ailleurs.fr/candidatures/", "accueil")],
)
def test_le_retour_reste_sur_le_site(depuis, lien):
    texte = refuser(accept="text/html", referer=depuis).content.decode()
    assert lien in texte
    assert "ailleurs.fr" not in texte


def test_un_script_recoit_le_code_et_la_phrase():
    reponse = refuser(accept="application/json")
    assert (reponse.status_code, reponse["Content-Type"]) == (409, "application/json")


def test_chaque_code_exige_a_sa_phrase(settings):
    settings.REFUS = REFUS_DU_SITE
    phrases.cache_clear()
    exiges = {code for fichier in _sources() for code in _codes(fichier)}
    assert exiges - phrases().keys() == set()


def _sources():
    racine = Path(reglages.RACINE)
    return [f for salle in ("amihr", "candidatures", "evaluation", "catalogue") for f in (racine / salle).rglob("*.py")]


def _codes(fichier):
    """The codes written in the calls of `exiger(…, "code")` and `ActeRefuse("code")`."""
    rangs = {"exiger": 1, "ActeRefuse": 0}
    for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
        rang = rangs.get(getattr(noeud.func, "id", None)) if isinstance(noeud, ast.Call) else None
        if rang is not None and len(noeud.args) > rang and isinstance(noeud.args[rang], ast.Constant):
            yield noeud.args[rang].value


def test_un_grand_nombre_s_ecrit_par_groupes_de_trois():
    assert phrase("trop", {"maximum": 5000}) == "Au plus 5\u00a0000 pièces."
    assert phrase("trop", {"maximum": "AMI-2026"}) == "Au plus AMI-2026 pièces."
