"""The Région's pages: counts before the closing, then instruction point by point."""

import re

import pytest

from candidatures.models import Candidature
from candidatures.regles.instruction import points_a_examiner
from tests.fabriques.comptes import connecter
from tests.pages import texte_de


def saisie(candidature, examen, **changes):
    points = points_a_examiner(candidature.edition.formulaire, examen)
    champs = {f"{point.code}.verdict": "conforme" for point in points}
    return champs | {nom.replace("__", "."): valeur for nom, valeur in changes.items()}


@pytest.mark.parametrize("page", ["", "candidatures/", "commission/", "commission/engagements/"])
def test_l_espace_de_la_region_n_existe_pas_pour_un_candidat(client, agnes, alice, apres, page):
    assert connecter(client, agnes).get(f"/region/{page}").status_code == 200
    assert connecter(client, alice).get(f"/region/{page}").status_code == 404


def test_avant_la_cloture_des_nombres_seulement(client, agnes, depose, pendant):
    connecter(client, agnes)
    assert re.search(r"Déposées</span><svg.*?</svg><strong>1</strong>", texte_de(client.get("/region/")))
    page = texte_de(client.get("/region/candidatures/"))
    assert "Canoptère" not in page
    assert client.get(f"/region/candidatures/{depose.reference}/").status_code == 404


def test_apres_la_cloture_l_agent_lit_l_administratif_pas_le_memoire(client, agnes, depose, apres):
    page = texte_de(connecter(client, agnes).get(f"/region/candidatures/{depose.reference}/"))
    assert "Orthoselve SAS" in page
    assert "houppier" not in page


def test_l_operateur_lit_mais_n_examine_pas(client, oscar, depose, apres):
    connecter(client, oscar)
    assert client.get(f"/region/candidatures/{depose.reference}/").status_code == 200
    assert client.get(f"/region/candidatures/{depose.reference}/recevabilite/").status_code == 404


def test_un_point_non_conforme_demande_sa_raison(client, agnes, depose, apres):
    connecter(client, agnes)
    champs = saisie(depose, "recevabilite", delai__verdict="non_conforme", geste="non", motif="Hors délai")
    reponse = client.post(f"/region/candidatures/{depose.reference}/recevabilite/", champs)
    assert reponse.status_code == 422
    assert "Indiquez la raison pour « Dépôt en ligne avant la clôture »" in texte_de(reponse)


def test_de_la_recevabilite_a_la_commission(client, agnes, depose, apres):
    connecter(client, agnes)
    for examen in ("recevabilite", "eligibilite"):
        champs = saisie(depose, examen, geste="oui")
        assert client.post(f"/region/candidatures/{depose.reference}/{examen}/", champs).status_code == 302
    client.post("/region/candidatures/ouvrir-l-evaluation/")
    assert Candidature.objects.get().etat == "en_evaluation"


def test_declarer_irrecevable_previent_l_equipe(client, agnes, depose, alice, apres):
    connecter(client, agnes)
    champs = saisie(depose, "recevabilite", fiscal__verdict="", geste="non", motif="Attestation illisible")
    champs |= {"piece-fiscal.verdict": "non_conforme", "piece-fiscal.raison": "Illisible"}
    client.post(f"/region/candidatures/{depose.reference}/recevabilite/", champs)
    assert Candidature.objects.get().etat == "irrecevable"
    assert alice.courriers.get().evenement == "irrecevable"


def test_nommer_un_membre_cree_son_compte(client, agnes, edition, apres):
    connecter(client, agnes)
    champs = {
        "courriel": "nina@exemple.fr",
        "prenom": "Nina",
        "nom": "Roy",
        "college": edition.colleges.get(code="experts").pk,
    }
    assert client.post("/region/commission/nommer/", champs).status_code == 302
    assert "Nina Roy" in texte_de(client.get("/region/commission/"))
    assert client.post("/region/commission/nommer/", champs).status_code == 422
