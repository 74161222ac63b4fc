"""The second agent's page, and what the examination says while it waits."""

import pytest

from candidatures.actes import visa
from candidatures.models import Candidature, PropositionDeConclusion
from tests.fabriques.comptes import connecter
from tests.pages import mots_de

from .test_instruction import saisie

REGION = "/region/candidatures/"
GRIEF = {"delai.verdict": "non_conforme", "delai.raison": "Reçu après minuit"}


@pytest.fixture
def dossier(depose, apres):
    return f"{REGION}{depose.reference}/"


def proposer(client, depose, dossier, geste="oui", **champs):
    champs = saisie(depose, "recevabilite") | {"visa": "on", "geste": geste} | champs
    return client.post(f"{dossier}recevabilite/", champs)


def test_une_proposition_refusee_garde_la_case_cochee(client, agnes, depose, dossier):
    connecter(client, agnes)
    reponse = client.post(f"{dossier}recevabilite/", {"visa": "on", "geste": "oui"})
    assert reponse.status_code == 422
    assert 'id="visa" aria-describedby="visa-aide" checked' in reponse.content.decode()
    assert not PropositionDeConclusion.objects.exists()


def test_proposer_une_conclusion_defavorable_demande_le_motif_pas_les_recours(client, agnes, depose, dossier):
    connecter(client, agnes)
    reponse = proposer(client, depose, dossier, "non", motif="", **GRIEF)
    assert reponse.status_code == 422
    assert list(reponse.context["motif"].errors) == ["motif"]
    assert proposer(client, depose, dossier, "non", motif="Hors délai", **GRIEF).status_code == 302
    assert Candidature.objects.get().etat == "deposee"


def test_l_examen_dit_qu_une_conclusion_attend_et_ne_perd_pas_la_saisie(client, agnes, depose, dossier):
    proposer(connecter(client, agnes), depose, dossier)
    page = mots_de(client.get(f"{dossier}recevabilite/"))
    assert "Les points ne changent plus avant le visa d’une autre personne" in page
    assert "Déclarer recevable" not in page
    reponse = client.post(f"{dossier}recevabilite/", GRIEF | {"geste": "enregistrer"})
    assert reponse.status_code == 409
    assert "Reçu après minuit" in mots_de(reponse)
    assert "Rien n’est enregistré" in mots_de(reponse)


def test_l_auteur_ne_voit_pas_de_bouton_pour_viser(client, agnes, depose, dossier):
    proposer(connecter(client, agnes), depose, dossier)
    page = mots_de(client.get(f"{dossier}visa/"))
    assert "Une autre personne doit viser votre proposition" in page
    assert "Viser la conclusion" not in page
    assert client.post(f"{dossier}visa/", {"geste": "viser"}).status_code == 409
    assert Candidature.objects.get().etat == "deposee"


def test_le_second_agent_lit_la_proposition_et_la_vise(client, agnes, noor, depose, dossier):
    proposer(connecter(client, agnes), depose, dossier)
    connecter(client, noor)
    assert "À viser" in mots_de(client.get(f"{REGION}?suivi=a_viser"))
    page = mots_de(client.get(f"{dossier}visa/"))
    assert f"Proposée par {agnes}" in page
    assert "Dépôt en ligne avant la clôture art. E Conforme" in page
    assert client.post(f"{dossier}visa/", {"geste": "viser"}).status_code == 302
    assert Candidature.objects.get().etat == "recevable"
    assert f"proposée par {agnes}, visée par {noor}" in mots_de(client.get(dossier))


def test_viser_une_conclusion_defavorable_demande_les_recours_a_qui_vise(client, agnes, noor, depose, dossier):
    proposer(connecter(client, agnes), depose, dossier, "non", motif="Hors délai", **GRIEF)
    connecter(client, noor)
    reponse = client.post(f"{dossier}visa/", {"geste": "viser"})
    assert reponse.status_code == 422
    assert f"Moi, {noor.nom_complet}, j’accepte d’annoncer cette conclusion sans voies" in reponse.content.decode()
    client.post(f"{dossier}visa/", {"geste": "viser", "sans_voies_de_recours": "on"})
    assert Candidature.objects.get().etat == "irrecevable"


def test_renvoyer_demande_sa_raison_que_l_auteur_lit(client, agnes, noor, depose, dossier):
    proposer(connecter(client, agnes), depose, dossier)
    connecter(client, noor)
    assert "Lue par les agents et l’opérateur, jamais par la structure" in mots_de(client.get(f"{dossier}visa/"))
    assert client.post(f"{dossier}visa/", {"geste": "renvoyer", "raison": " "}).status_code == 422
    assert client.post(f"{dossier}visa/", {"geste": "renvoyer", "raison": "Kbis illisible"}).status_code == 302
    page = mots_de(connecter(client, agnes).get(f"{dossier}recevabilite/"))
    assert "Kbis illisible" in page
    assert "Déclarer recevable" in page


def test_la_liste_a_viser_ne_montre_pas_les_siennes_et_le_lot_les_ecarte(client, agnes, noor, depose, dossier):
    proposer(connecter(client, agnes), depose, dossier)
    assert not client.get(f"{REGION}?suivi=a_viser").context["page"].object_list
    reponse = client.get(f"{REGION}lot/", {"geste": "recevoir", "d": depose.reference})
    assert "sa conclusion attend le visa d’un second agent" in mots_de(reponse)


def test_le_tableau_de_bord_compte_les_visas_demandes_a_chacun(client, agnes, noor, depose, dossier):
    proposer(connecter(client, agnes), depose, dossier)
    assert "Viser les conclusions proposées" not in mots_de(client.get("/region/"))
    assert "Viser les conclusions proposées" in mots_de(connecter(client, noor).get("/region/"))


def test_sans_proposition_la_page_renvoie_au_dossier(client, agnes, depose, dossier):
    connecter(client, agnes)
    assert client.get(f"{dossier}visa/")["Location"].endswith(dossier)
    proposer(client, depose, dossier)
    visa.retirer(PropositionDeConclusion.objects.get(), par=agnes)
    assert client.post(f"{dossier}visa/", {"geste": "viser"}).status_code == 302
    assert Candidature.objects.get().etat == "deposee"
