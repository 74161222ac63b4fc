"""The pages that name who reports on a dossier, and what the rapporteur then reads on them."""

import pytest

from candidatures.models import Deport, Rapporteur
from tests.fabriques.candidatures import CandidatureFactory, deporter, nommer_rapporteur
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import ouvrir_une_seance, reunir
from tests.pages import mots_de
from tests.requetes.comptage import mesurer

REGION = "/region/candidatures/"
LOT = f"{REGION}lot/rapporteur/"


@pytest.fixture
def agent(client, agnes, edition, apres):
    return connecter(client, agnes)


@pytest.fixture
def adresse(depose):
    return f"{REGION}{depose.reference}/"


def en_vigueur():
    return dict(Rapporteur.objects.en_vigueur().values_list("candidature__titre", "personne__prenom"))


def test_un_agent_nomme_puis_remplace_avec_un_motif(agent, agnes, oscar, noor, depose, adresse):
    assert "Aucun rapporteur. Nommer un rapporteur" in mots_de(agent.get(adresse))
    assert agent.post(f"{adresse}rapporteur/", {"personne": str(oscar.pk)}).status_code == 302
    lue = mots_de(agent.get(adresse))
    assert f"Rapporteur : {oscar} , nommé par" in lue
    assert "Changer de rapporteur" in lue
    suite = {"personne": str(noor.pk), "remplace": str(Rapporteur.objects.get().pk)}
    refusee = agent.post(f"{adresse}rapporteur/", suite)
    assert (refusee.status_code, en_vigueur()) == (422, {depose.titre: "Oscar"})
    assert refusee.context["formulaire"]["personne"].value() == str(noor.pk)
    agent.post(f"{adresse}rapporteur/", suite | {"motif": "Départ en congé"})
    assert en_vigueur() == {depose.titre: "Noor"}
    assert f"Motif donné par {agnes} : Départ en congé" in mots_de(agent.get(f"{adresse}rapporteur/"))


def test_decharger_sans_remplacer(agent, oscar, depose, adresse):
    rapporteur = nommer_rapporteur(oscar, depose)
    suite = {"personne": "aucun", "remplace": str(rapporteur.pk), "motif": "Nommé par erreur"}
    assert agent.post(f"{adresse}rapporteur/", suite | {"personne": ""}).status_code == 422
    assert en_vigueur() == {depose.titre: "Oscar"}
    assert agent.post(f"{adresse}rapporteur/", suite).status_code == 302
    assert en_vigueur() == {}


def test_la_page_d_avant_un_changement_ne_remplace_personne(agent, oscar, noor, depose, adresse):
    nommer_rapporteur(oscar, depose)
    reponse = agent.post(f"{adresse}rapporteur/", {"personne": str(noor.pk), "remplace": "", "motif": "Congé"})
    assert reponse.status_code == 409
    assert "a changé entre-temps" in mots_de(reponse)
    assert "Congé" in mots_de(reponse)
    assert en_vigueur() == {depose.titre: "Oscar"}


def test_personne_a_nommer_le_dit(agent, adresse):
    assert "Personne à nommer" in mots_de(agent.get(f"{adresse}rapporteur/"))
    assert agent.post(f"{adresse}rapporteur/", {"personne": ""}).status_code == 422


def test_le_rapporteur_declare_puis_lit_le_dossier_technique(client, oscar, depose, adresse, apres):
    nommer_rapporteur(oscar, depose, declare=False)
    connecter(client, oscar)
    avant = client.get(adresse)
    assert "Déclarer n’avoir aucun lien" in mots_de(avant)
    assert "memoire" not in [partie.slug for partie in avant.context["dossier"].parties]
    assert client.post(f"{adresse}rapporteur/aucun-lien/").status_code == 302
    ensuite = client.get(adresse)
    assert "memoire" in [partie.slug for partie in ensuite.context["dossier"].parties]
    assert "Déclarer n’avoir aucun lien" not in mots_de(ensuite)
    examen = client.get(f"{adresse}recevabilite/")
    assert "memoire" in [partie.slug for partie in examen.context["dossier"].parties]


def test_une_piece_technique_s_ouvre_au_rapporteur_seul(client, oscar, edition, apres):
    depose = CandidatureFactory(edition=edition, deposee=True, pieces=("kbis", "fiscal", "logo", "annexe"))
    annexe = f"{REGION}{depose.reference}/pieces/{depose.depots.get().pieces.get(emplacement='annexe').pk}/"
    connecter(client, oscar)
    assert client.get(annexe).status_code == 404
    nommer_rapporteur(oscar, depose)
    assert client.get(annexe).status_code == 409  # its bytes are not in the storage, but the door is open


def test_qui_n_est_pas_rapporteur_ne_declare_rien(agent, oscar, depose, adresse):
    nommer_rapporteur(oscar, depose)
    assert agent.post(f"{adresse}rapporteur/aucun-lien/").status_code == 404


def test_le_rapporteur_qui_se_deporte_revient_a_la_liste(client, oscar, depose, adresse, apres):
    nommer_rapporteur(oscar, depose, declare=False)
    connecter(client, oscar)
    deport = f"/commission/dossiers/{depose.reference}/deport/"
    assert f'href="{REGION}"' in client.get(deport).content.decode()
    assert client.post(deport, {"categorie": "contrat"})["Location"] == REGION
    assert Deport.objects.get().personne == oscar
    assert client.get(adresse).status_code == 404


def test_un_rapporteur_qui_ne_peut_plus_lire_est_signale(agent, oscar, depose, adresse):
    nommer_rapporteur(oscar, depose)
    assert "Ne peut plus lire ce dossier" not in mots_de(agent.get(adresse))
    deporter(oscar, depose)
    assert "Ne peut plus lire ce dossier" in mots_de(agent.get(adresse))


@pytest.mark.parametrize(
    ("rapport", "titres"), [("", ["À moi", "Clos", "Libre", "À Oscar"]), ("les_miens", ["À moi"]), ("aucun", ["Libre"])]
)
def test_la_liste_dit_et_filtre_qui_rapporte(agent, edition, agnes, oscar, rapport, titres):
    for titre, qui in (("À moi", agnes), ("À Oscar", oscar)):
        nommer_rapporteur(qui, CandidatureFactory(edition=edition, deposee=True, titre=titre))
    CandidatureFactory(edition=edition, deposee=True, titre="Libre")
    CandidatureFactory(edition=edition, etat="irrecevable", titre="Clos")
    reponse = agent.get(REGION, {"rapport": rapport})
    assert sorted(c.titre for c in reponse.context["page"]) == sorted(titres)
    assert (f"Rapporteur : {oscar}" in mots_de(reponse)) is ("À Oscar" in titres)


@pytest.fixture
def dossiers(edition, oscar, noor, apres):
    """Four dossiers by title: free, reported on, closed to Noor, concluded."""
    etats = {"Libre": "deposee", "À Oscar": "deposee", "Fermé": "eligible", "Conclu": "ineligible"}
    par_titre = {titre: CandidatureFactory(edition=edition, etat=etat, titre=titre) for titre, etat in etats.items()}
    nommer_rapporteur(oscar, par_titre["À Oscar"])
    deporter(noor, par_titre["Fermé"])
    return par_titre


def choix(dossiers, personne=None):
    return {"d": [d.reference for d in dossiers.values()]} | ({"personne": str(personne.pk)} if personne else {})


def test_le_lot_se_choisit_s_annonce_puis_se_fait(agent, noor, dossiers):
    assert "Voir l’aperçu" in mots_de(agent.get(LOT, choix(dossiers)))
    apercu = agent.get(LOT, choix(dossiers, noor))
    assert [c.titre for c in apercu.context["faits"]] == ["Libre"]
    dits = {ligne["candidature"].titre: ligne["obstacle"] for ligne in apercu.context["ecartes"]}
    assert "est déjà rapporteur" in dits["À Oscar"]
    assert dits["Fermé"] == "ce dossier est fermé à Noor Diop."
    assert "Inéligible" in dits["Conclu"]
    assert en_vigueur() == {"À Oscar": "Oscar"}
    assert "Noor Diop, rapporteur : 1 dossier traité" in mots_de(agent.post(LOT, choix(dossiers, noor)))
    assert en_vigueur() == {"À Oscar": "Oscar", "Libre": "Noor"}
    assert "0 dossier traité" in mots_de(agent.post(LOT, choix(dossiers, noor)))


def test_le_lot_refuse_qui_n_est_pas_propose(agent, agnes, adam, dossiers):
    for personne in (agnes, adam):
        assert agent.post(LOT, choix(dossiers, personne)).status_code == 422
    assert en_vigueur() == {"À Oscar": "Oscar"}


def test_l_operateur_ne_nomme_personne_par_lots(client, oscar, noor, dossiers):
    connecter(client, oscar)
    assert client.post(LOT, choix(dossiers, noor)).status_code == 404
    assert "Nommer un rapporteur" not in mots_de(client.get(REGION))


def test_l_apercu_ne_coute_pas_plus_pour_trente_dossiers(agent, edition, noor):
    couts = []
    for combien in (3, 27):
        lot = CandidatureFactory.create_batch(combien, edition=edition, deposee=True)
        champs = {"personne": str(noor.pk), "d": [c.reference for c in lot]}
        agent.get(LOT, champs)
        couts.append(len(mesurer(lambda lu=champs: agent.get(LOT, lu))[0]))
    assert couts[0] == couts[1] <= 12


def test_la_seance_nomme_le_rapporteur_l_equipe_non(client, alice, agent, oscar, edition, en_evaluation, apres):
    nommer_rapporteur(oscar, en_evaluation)
    seance = ouvrir_une_seance(edition, reunir(edition, []))
    assert f"Rapporteur : {oscar}" in mots_de(agent.get(f"/region/seances/{seance.pk}/animer/"))
    connecter(client, alice)
    assert oscar.prenom not in mots_de(client.get(f"/candidatures/{en_evaluation.reference}/"))
