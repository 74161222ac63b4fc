"""One act on several dossiers: previewed, confirmed once, each in its own transaction; never an unfavourable one."""

import pytest

from candidatures.actes import instruction, prises
from candidatures.models import Candidature, PriseEnCharge, PropositionDeConclusion
from candidatures.regles.instruction import GesteDeLot, points_a_examiner
from tests.fabriques.candidatures import REPONSES, CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.pages import mots_de
from tests.requetes.comptage import mesurer

LOT = "/region/candidatures/lot/"


def examine(candidature, par, examen="recevabilite", **ecarts):
    points = {p.code: ("conforme", "") for p in points_a_examiner(candidature.edition.formulaire, examen)} | ecarts
    instruction.examiner(candidature, examen, points, par=par)
    return candidature


@pytest.fixture
def dossiers(edition, agnes, noor, apres):
    """Six filed dossiers by title, in as many situations."""
    titres = ("Complet", "Autre complet", "Incomplet", "Écart", "À Noor", "Irrecevable")
    par_titre = {titre: CandidatureFactory(edition=edition, deposee=True, titre=titre) for titre in titres}
    examine(par_titre["Complet"], agnes)
    examine(par_titre["Autre complet"], agnes)
    examine(par_titre["Écart"], agnes, delai=("non_conforme", "Reçu après minuit"))
    examine(par_titre["À Noor"], noor)
    Candidature.objects.filter(titre="Irrecevable").update(etat="irrecevable")
    return par_titre


@pytest.fixture
def agent(client, agnes, edition):
    return connecter(client, agnes)


def choix(dossiers, geste, *titres):
    return {"geste": geste, "d": [dossiers[titre].reference for titre in titres or dossiers]}


def etats():
    return dict(Candidature.objects.values_list("titre", "etat"))


@pytest.mark.parametrize("geste", ["recevoir", "admettre"])
def test_l_operateur_ne_conclut_rien_par_lots(client, oscar, dossiers, geste):
    connecter(client, oscar)
    avant = etats()
    assert client.post(LOT, choix(dossiers, geste)).status_code == 302
    assert f'value="{geste}"' not in client.get("/region/candidatures/").content.decode()
    assert etats() == avant


def test_l_operateur_prend_et_propose_par_lots_sans_rien_decider(client, agnes, oscar, dossiers):
    for titre in ("Complet", "Autre complet"):
        prises.rendre(dossiers[titre], par=agnes)
    connecter(client, oscar)
    page = client.get("/region/candidatures/").content.decode()
    assert "Proposer\u00a0: déclarer recevables" in page.replace("&nbsp;", "\u00a0")
    client.post(LOT, choix(dossiers, "prendre", "Incomplet", "À Noor"))
    assert PriseEnCharge.objects.en_cours().filter(par=oscar).get().candidature.titre == "Incomplet"
    avant, apercu = etats(), client.get(LOT, choix(dossiers, "proposer_recevabilite"))
    assert [c.titre for c in apercu.context["faits"]] == ["Autre complet", "Complet"]
    assert not PropositionDeConclusion.objects.exists()
    assert "2 dossiers traités" in mots_de(client.post(LOT, choix(dossiers, "proposer_recevabilite")))
    propositions = PropositionDeConclusion.objects.en_cours().order_by("candidature__titre")
    assert [(p.candidature.titre, p.est_favorable, p.par) for p in propositions] == [
        ("Autre complet", True, oscar),
        ("Complet", True, oscar),
    ]
    assert etats() == avant
    assert "attend le visa" in mots_de(client.post(LOT, choix(dossiers, "proposer_recevabilite", "Complet")))


def test_l_eligibilite_se_propose_aussi_par_lots(client, agnes, oscar, dossiers):
    instruction.recevoir(dossiers["Complet"], par=agnes)
    examine(dossiers["Complet"], agnes, "eligibilite")
    prises.rendre(dossiers["Complet"], par=agnes)
    connecter(client, oscar).post(LOT, choix(dossiers, "proposer_eligibilite"))
    assert PropositionDeConclusion.objects.get().examen == "eligibilite"
    assert etats()["Complet"] == "recevable"


@pytest.mark.parametrize("geste", ["", "irrecevable", "declarer_irrecevable", "ineligible", "disqualifier"])
def test_aucun_geste_defavorable_ne_se_fait_par_lots(agent, dossiers, geste):
    avant = etats()
    assert agent.post(LOT, choix(dossiers, geste)).status_code == 302
    assert etats() == avant
    assert set(GesteDeLot.values) == {
        "prendre", "recevoir", "admettre", "proposer_recevabilite", "proposer_eligibilite",
    }  # fmt: skip


@pytest.mark.parametrize("methode", ["get", "post"])
def test_sans_dossier_choisi_rien_ne_se_fait(agent, dossiers, methode):
    avant = etats()
    assert getattr(agent, methode)(LOT, {"geste": "recevoir"}).status_code == 302
    assert etats() == avant


def test_l_apercu_dit_ce_qui_se_fera_et_pourquoi_le_reste_est_ecarte_sans_rien_faire(agent, dossiers):
    avant = etats()
    reponse = agent.get(LOT, choix(dossiers, "recevoir"))
    assert [c.titre for c in reponse.context["faits"]] == ["Autre complet", "Complet"]
    dits = {ligne["candidature"].titre: ligne["obstacle"] for ligne in reponse.context["ecartes"]}
    assert set(dits) == {"Incomplet", "Écart", "À Noor", "Irrecevable"}
    assert "Examinez «\u00a0Dépôt en ligne avant la clôture\u00a0»" in dits["Incomplet"]
    assert "Un point non conforme empêche" in dits["Écart"]
    assert dits["À Noor"] == "pris par Noor Diop."
    assert "Irrecevable" in dits["Irrecevable"]
    assert "Seront déclarés recevables" in mots_de(reponse)
    assert etats() == avant


def test_la_piece_d_un_institut_y_porte_son_nom(agent, edition, dossiers):
    """Q5: an institute has no Kbis, nor is it told to show one."""
    institut = {**REPONSES, "structure": {**REPONSES["structure"], "type_structure": "institut"}}
    dossiers["Institut"] = CandidatureFactory(edition=edition, titre="Institut", reponses=institut, deposee=True)
    (ecarte,) = agent.get(LOT, choix(dossiers, "recevoir", "Institut")).context["ecartes"]
    assert "«\u00a0Avis Sirene ou statuts\u00a0»" in ecarte["obstacle"]
    assert "Kbis" not in ecarte["obstacle"]


def test_la_confirmation_ne_fait_que_ce_que_l_apercu_promettait(agent, dossiers):
    reponse = agent.post(LOT, choix(dossiers, "recevoir"))
    assert "2 dossiers traités" in mots_de(reponse)
    assert {titre for titre, etat in etats().items() if etat == "recevable"} == {"Complet", "Autre complet"}
    assert etats()["Irrecevable"] == "irrecevable"


def test_recevoir_une_seconde_fois_le_dit_et_ne_refait_rien(agent, dossiers):
    agent.post(LOT, choix(dossiers, "recevoir", "Complet"))
    reponse = agent.post(LOT, choix(dossiers, "recevoir", "Complet"))
    assert "0 dossier traité" in mots_de(reponse)
    assert "le dossier est « Recevable »" in mots_de(reponse)


def test_un_dossier_perdu_entre_temps_n_arrete_pas_les_autres(agent, agnes, noor, dossiers, monkeypatch):
    """Between the reading of the lot and its acte, a colleague takes one over, a link closes another."""
    perdus = iter([lambda: prises.reprendre(dossiers["Autre complet"], a=agnes.pk, par=noor), lambda: None])
    from amihr.pilotage.views import lots

    reel = lots.ACTES[GesteDeLot.RECEVOIR]

    def tardif(candidature, *, par):
        next(perdus)()
        return reel(candidature, par=par)

    monkeypatch.setitem(lots.ACTES, GesteDeLot.RECEVOIR, tardif)
    reponse = agent.post(LOT, choix(dossiers, "recevoir", "Autre complet", "Complet"))
    assert "pris par Noor Diop depuis" in mots_de(reponse)
    assert {titre for titre, etat in etats().items() if etat == "recevable"} == {"Complet"}


def test_admettre_par_lots(agent, agnes, dossiers):
    for titre in ("Complet", "Autre complet"):
        instruction.recevoir(dossiers[titre], par=agnes)
    examine(dossiers["Complet"], agnes, "eligibilite")
    reponse = agent.post(LOT, choix(dossiers, "admettre", "Complet", "Autre complet", "Incomplet"))
    assert "1 dossier traité" in mots_de(reponse)
    assert (etats()["Complet"], etats()["Autre complet"], etats()["Incomplet"]) == ("eligible", "recevable", "deposee")


def test_prendre_par_lots(agent, agnes, noor, dossiers):
    agent.post(LOT, choix(dossiers, "prendre", "Incomplet", "À Noor"))
    preneurs = dict(PriseEnCharge.objects.en_cours().values_list("candidature__titre", "par"))
    assert (preneurs["Incomplet"], preneurs["À Noor"]) == (agnes.pk, noor.pk)


def test_un_dossier_ferme_a_l_agent_n_est_pas_nomme(agent, agnes, dossiers):
    deporter(agnes, dossiers["Complet"])
    page = mots_de(agent.get(LOT, choix(dossiers, "recevoir", "Complet", "Autre complet")))
    assert "Autre complet" in page
    assert dossiers["Complet"].reference not in page


def test_l_apercu_ne_coute_pas_plus_pour_trente_dossiers(agent, edition, agnes, apres):
    couts = []
    for combien in (3, 27):
        lot = CandidatureFactory.create_batch(combien, edition=edition, deposee=True)
        champs = {"geste": "recevoir", "d": [c.reference for c in lot]}
        agent.get(LOT, champs)
        couts.append(len(mesurer(lambda lu=champs: agent.get(LOT, lu))[0]))
    assert couts[0] == couts[1] <= 12
