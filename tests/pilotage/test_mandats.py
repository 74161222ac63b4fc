"""The mandates of readers, as the secretariat notes them."""

import pytest

from amihr.habilitations.models import Mandat
from candidatures.models import MembreConsortium, Structure
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien, deporter, figer, mandater
from tests.fabriques.comptes import connecter
from tests.pages import mots_de

LISTE = "/region/commission/liens/mandats/"
SIREN = "552100554"


@pytest.fixture
def agent(client, agnes, apres):
    return connecter(client, agnes)


def noter(client, qui, **champs):
    saisie = {"siren": SIREN, "denomination": "Canopée et Cie", "nature": "conseil", **champs}
    return client.post(f"{LISTE}{qui.pk}/", saisie)


@pytest.mark.parametrize("qui", ["alice", "oscar", "adam", "mona"])
def test_seul_un_agent_note_les_mandats_des_autres(client, request, mona_lit, qui, apres):
    mandat = mandater(mona_lit)
    connecter(client, request.getfixturevalue(qui))
    for adresse in (LISTE, f"{LISTE}{mona_lit.pk}/", f"{LISTE}{mona_lit.pk}/{mandat.pk}/fin/"):
        assert client.get(adresse).status_code == 404
    assert noter(client, mona_lit).status_code == 404
    assert Mandat.objects.count() == 1


def test_ni_ses_propres_mandats_ni_ceux_de_qui_ne_lit_rien(agent, agnes, alice, edition, mona_lit):
    for qui in (agnes, alice):
        assert (agent.get(f"{LISTE}{qui.pk}/").status_code, noter(agent, qui).status_code) == (404, 404)
    CandidatureFactory(edition=edition, equipe=[mona_lit])
    assert agent.get(f"{LISTE}{mona_lit.pk}/").status_code == 404


def test_le_mandat_note_suspend_la_lecture_et_attend_une_decision(client, agent, agnes, mona_lit, en_evaluation):
    figer(en_evaluation, siren=SIREN)
    assert noter(agent, mona_lit, siren="552100555").status_code == 422
    assert noter(agent, mona_lit).status_code == 302
    assert Mandat.objects.get().dit_par == agnes
    page = mots_de(agent.get("/region/commission/liens/"))
    raison = "Mandat chez Canopée et Cie (Conseil, expertise ou comité scientifique), SIREN 552 100 554 : le même que"
    assert f"{raison} la structure candidate, Orthoselve SAS" in page
    assert "Lecture suspendue" in page
    dossier = f"/commission/dossiers/{en_evaluation.reference}/"
    assert connecter(client, mona_lit).get(dossier).status_code == 404
    connecter(client, agnes)
    decision = f"/region/commission/liens/{en_evaluation.reference}/{mona_lit.pk}/"
    assert client.post(decision, {"raison": "Autre branche", "decision": "ecarter"}).status_code == 302
    assert connecter(client, mona_lit).get(dossier).status_code == 200


def test_imposer_d_apres_un_mandat_ne_nomme_que_sa_structure(agent, mona_lit, en_evaluation):
    en_consortium(en_evaluation)
    noter(agent, mona_lit)
    decision = f"/region/commission/liens/{en_evaluation.reference}/{mona_lit.pk}/"
    assert agent.post(decision, {"raison": "Elle y siège", "decision": "imposer"}).status_code == 302
    deport = mona_lit.deports.get()
    assert (deport.categorie, [s.denomination for s in deport.structures.all()]) == ("emploi", ["Geosylve"])
    assert "Elle y siège Lien avec Geosylve" in mots_de(agent.get("/region/commission/liens/"))


def en_consortium(dossier):
    structure = Structure.objects.create(denomination="Geosylve", siren=SIREN)
    MembreConsortium.objects.create(depot=figer(dossier), structure=structure, ordre=1)


def test_la_fin_d_un_mandat_se_note_a_sa_date(agent, mona_lit, hugo):
    mandat = mandater(mona_lit)
    assert agent.get(f"{LISTE}{hugo.pk}/{mandat.pk}/fin/").status_code == 404
    adresse = f"{LISTE}{mona_lit.pk}/{mandat.pk}/fin/"
    assert agent.post(adresse, {"jusque": "2999-01-01"}).status_code == 422
    assert agent.post(adresse, {"jusque": "2020-01-01"}).status_code == 302
    assert agent.get(adresse).status_code == 404
    assert "1 janvier 2020" in mots_de(agent.get(f"{LISTE}{mona_lit.pk}/")).replace("1er", "1")


def test_la_liste_compte_ce_qui_lie_encore(agent, mona_lit, hugo):
    mandater(mona_lit)
    mandater(mona_lit, SIREN, jusque="2010-01-01")
    page = mots_de(agent.get(LISTE))
    assert "Mona Essai Experts 1 Voir ou ajouter" in page
    assert "0 Voir ou ajouter les mandats de Hugo" in page


def test_un_deport_impose_sur_un_consortium_demande_avec_qui(agent, mona_lit, en_evaluation):
    en_consortium(en_evaluation)
    champs = {"personne": mona_lit.pk, "dossier": en_evaluation.pk, "categorie": "contrat", "raison": "Associée"}
    page = agent.post("/region/commission/liens/imposer/", champs)
    assert (page.status_code, mona_lit.deports.count()) == (200, 0)
    assert ("Ce dossier est celui d’un consortium" in mots_de(page), "Geosylve" in mots_de(page)) == (True, True)
    champs |= {"precise": "1", "structures": [SIREN]}
    assert agent.post("/region/commission/liens/imposer/", champs).status_code == 302
    assert [s.denomination for s in mona_lit.deports.get().structures.all()] == ["Geosylve"]


def test_un_deport_impose_ailleurs_est_propose_sans_suspendre(client, agent, agnes, mona_lit, edition, en_evaluation):
    autre = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Solatuile", denomination="Toitures")
    declarer_aucun_lien(mona_lit, autre)
    figer(autre, siren=SIREN)
    deporter(mona_lit, en_evaluation, sirens=[SIREN], impose_par=agnes)
    page = mots_de(agent.get("/region/commission/liens/"))
    assert "Déport imposé par ailleurs, pour un lien avec la structure candidate, Toitures" in page
    assert ("Lecture ouverte" in page, "Lecture suspendue" in page) == (True, False)
    assert connecter(client, mona_lit).get(f"/commission/dossiers/{autre.reference}/").status_code == 200
