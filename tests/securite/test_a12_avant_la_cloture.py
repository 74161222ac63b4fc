"""A-12, A-25: before the closing staff gets counts only, and no parameter digs anything out."""

import pytest

from candidatures.acces import Action, dossiers_accessibles
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES
from tests.pages import texte_de

SECRETS = ("Canoptère", "Orthoselve", "claire@orthoselve.example", "houppier", "arboré")
PAGES = ("/region/", "/region/candidatures/", "/region/candidatures/?q=canop", "/region/candidatures/?etat=deposee",
         "/region/envois/", "/region/labels/", "/region/messages/?pile=tous", "/region/sorties/",
         "/region/decisions/", "/region/seances/", "/region/commission/",
         "/catalogue/", "/catalogue/?q=canop", "/catalogue.json", "/catalogue.csv", "/sitemap.xml", "/")  # fmt: skip
AU_DOSSIER = ("", "recevabilite/", "eligibilite/", "disqualifier/", "reprendre/", "visa/", "reintegrer/", "notes/",
              "messages/", "pieces/{piece}/")  # fmt: skip
CACHES = ("houppier", "claire@orthoselve.example", "000000018", "arboré", "alice@exemple.fr")


@pytest.fixture
def scelle(depose, pendant):
    return depose


@pytest.mark.parametrize("qui", ["agnes", "oscar", "hugo"])
@pytest.mark.parametrize("adresse", PAGES)
def test_a12_la_region_n_apprend_que_des_nombres(client, request, scelle, qui, adresse):
    reponse = connecter(client, request.getfixturevalue(qui)).get(adresse)
    assert reponse.status_code in (200, 404)
    lue = texte_de(reponse, statut=reponse.status_code)
    assert [secret for secret in SECRETS if secret in lue] == []
    assert scelle.reference not in lue


@pytest.mark.parametrize("suite", AU_DOSSIER)
def test_a12_ni_le_dossier_ni_ses_fichiers_ne_s_ouvrent(client, agnes, scelle, suite):
    piece = scelle.depots.get().pieces.get(emplacement="kbis").pk
    adresse = f"/region/candidatures/{scelle.reference}/{suite.format(piece=piece)}"
    assert connecter(client, agnes).get(adresse).status_code == 404
    assert dossiers_accessibles(agnes, Action.LIRE_ADMINISTRATIF, APRES).get() == scelle


def test_a12_le_nombre_est_bien_la(client, agnes, scelle):
    """The counts stand there, the small ones as « moins de 5 » (Q36)."""
    assert "moins de 5" in texte_de(connecter(client, agnes).get("/region/"))


@pytest.mark.parametrize("cache", CACHES)
def test_a25_un_champ_cache_ne_repond_a_aucune_recherche(client, agnes, depose, apres, cache):
    page = "/region/candidatures/"
    assert "Canoptère" in texte_de(connecter(client, agnes).get(page, {"q": "canop"}))
    assert "Canoptère" not in texte_de(client.get(page, {"q": cache}))


@pytest.mark.parametrize("cle", ["ordering", "tri", "order_by", "sort"])
def test_a25_un_tri_par_un_champ_cache_est_ignore(client, agnes, depose, edition, apres, cle):
    CandidatureFactory(edition=edition, titre="Argilomètre", deposee=True)
    page = connecter(client, agnes).get("/region/candidatures/", {cle: "-depots__depose_le"})
    assert [c.titre for c in page.context["page"]] == ["Argilomètre", "Canoptère"]
