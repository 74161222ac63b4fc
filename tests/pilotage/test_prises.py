"""The pages of a shared desk: who has which dossier, and what becomes of what was typed."""

import pytest

from candidatures.actes import prises
from candidatures.models import Candidature, PointExamine, PriseEnCharge
from tests.fabriques.candidatures import CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.pages import mots_de

REGION = "/region/candidatures/"


@pytest.fixture
def dossier(depose, noor, apres):
    """Alice's dossier, taken by Noor."""
    prises.prendre(depose, par=noor)
    return f"{REGION}{depose.reference}/"


@pytest.fixture
def agent(client, agnes, edition):
    return connecter(client, agnes)


def test_l_operateur_voit_qui_l_a_et_le_reprend_comme_un_agent(client, oscar, dossier):
    page = mots_de(connecter(client, oscar).get(dossier))
    assert "Pris par Noor Diop" in page
    assert "Vous préparez ; la Région conclut" in page
    assert client.post(f"{dossier}prendre/").status_code == 409
    assert "Reprendre" in mots_de(client.get(f"{dossier}reprendre/"))


def test_enregistrer_sur_le_dossier_d_un_autre_ne_perd_rien_et_dit_comment_continuer(agent, dossier):
    champs = {"delai.verdict": "non_conforme", "delai.raison": "Reçu après minuit", "motif": "Hors délai"}
    reponse = agent.post(f"{dossier}recevabilite/", champs | {"geste": "non"})
    assert reponse.status_code == 409
    page = mots_de(reponse)
    assert "Pris par Noor Diop" in page
    assert "Rien n’est enregistré" in page
    assert "Reprendre à Noor Diop et garder ma saisie" in page
    assert "Déclarer irrecevable" not in page
    assert not PointExamine.objects.exists()
    for saisi in ("Reçu après minuit", "Hors délai"):
        assert saisi in page
    assert reponse.context["formulaire"]["delai.verdict"].value() == "non_conforme"


def test_reprendre_depuis_l_examen_garde_la_saisie_puis_l_enregistre(agent, agnes, noor, dossier):
    champs = {"delai.verdict": "conforme", "delai.raison": ""}
    reponse = agent.post(f"{dossier}recevabilite/", champs | {"geste": "reprendre", "a": str(noor.pk)})
    assert reponse.status_code == 200
    assert reponse.context["formulaire"]["delai.verdict"].value() == "conforme"
    assert not PointExamine.objects.exists()
    assert agent.post(f"{dossier}recevabilite/", champs).status_code == 302
    assert PriseEnCharge.objects.en_cours().get().par == agnes


def test_reprendre_a_qui_ne_l_a_plus_le_dit_et_garde_la_saisie(agent, agnes, dossier):
    champs = {"delai.verdict": "conforme", "geste": "reprendre", "a": str(agnes.pk)}
    reponse = agent.post(f"{dossier}recevabilite/", champs)
    assert reponse.status_code == 409
    assert reponse.context["formulaire"]["delai.verdict"].value() == "conforme"
    assert "Reprendre à Noor Diop et garder ma saisie" in mots_de(reponse)


def test_le_dossier_se_reprend_apres_une_confirmation(agent, agnes, noor, dossier):
    page = agent.get(f"{dossier}reprendre/")
    assert "Reprendre le dossier à Noor Diop" in mots_de(page)
    assert PriseEnCharge.objects.en_cours().get().par == noor
    assert agent.post(f"{dossier}reprendre/", {"a": str(noor.pk)}).status_code == 302
    assert "Vous avez pris ce dossier" in mots_de(agent.get(dossier))


def test_prendre_puis_rendre(agent, depose, apres):
    page = f"{REGION}{depose.reference}/"
    assert "Personne n’a pris ce dossier" in mots_de(agent.get(page))
    assert "le premier enregistrement le prend à votre nom" in mots_de(agent.get(f"{page}recevabilite/"))
    agent.post(f"{page}prendre/")
    assert "Vous avez pris ce dossier" in mots_de(agent.get(page))
    agent.post(f"{page}rendre/")
    assert "Personne n’a pris ce dossier" in mots_de(agent.get(page))


@pytest.mark.parametrize(
    ("suivi", "titres"),
    [
        ("", ["À moi", "Déporté", "Instruit", "Libre", "À Noor"]),
        ("a_prendre", ["Déporté", "Libre"]),
        ("les_miens", ["À moi"]),
        ("pris", ["À moi", "À Noor"]),
        ("instruits", ["Instruit"]),
        ("n’importe quoi", ["À moi", "Déporté", "Instruit", "Libre", "À Noor"]),
    ],
)
def test_la_liste_dit_et_filtre_qui_a_quoi(agent, edition, agnes, noor, apres, suivi, titres):
    dossiers = {t: CandidatureFactory(edition=edition, deposee=True, titre=t) for t in ("À moi", "À Noor", "Déporté")}
    CandidatureFactory(edition=edition, deposee=True, titre="Libre")
    CandidatureFactory(edition=edition, etat="irrecevable", titre="Instruit")
    for titre, qui in (("À moi", agnes), ("À Noor", noor), ("Déporté", noor)):
        prises.prendre(dossiers[titre], par=qui)
    deporter(noor, dossiers["Déporté"])
    reponse = agent.get(REGION, {"suivi": suivi})
    assert sorted(c.titre for c in reponse.context["page"]) == sorted(titres)
    attendu = {
        "À moi": f"Pris par {agnes}",
        "À Noor": "Pris par Noor Diop",
        "Déporté": "À prendre",
        "Libre": "À prendre",
    }
    for titre in set(titres) - {"Instruit"}:
        assert f"{titre} Orthoselve SAS" in mots_de(reponse)
        assert attendu[titre] in mots_de(reponse)


def test_ecarter_le_dossier_d_un_autre_garde_le_motif(agent, dossier):
    reponse = agent.post(
        f"{dossier}disqualifier/", {"motif": "Plagiat", "sans_voies_de_recours": "on", "confirme": "oui"}
    )
    assert reponse.status_code == 409
    assert "Plagiat" in mots_de(reponse)
    assert Candidature.objects.get().etat == "deposee"


def test_le_formulaire_qui_ecarte_dit_d_abord_qui_a_le_dossier(agent, noor, dossier):
    page = agent.get(f"{dossier}disqualifier/")
    assert "Reprendre à Noor Diop" in mots_de(page)
    assert f"{dossier}reprendre/" in page.content.decode()
    assert "Motif communiqué" not in mots_de(page)


def test_ecarter_un_dossier_pris_entre_temps_se_dit_a_l_apercu_et_se_reprend_sans_perdre_le_motif(
    agent, agnes, noor, dossier
):
    motif = {"motif": "Plagiat", "sans_voies_de_recours": "on"}
    refusee = agent.post(f"{dossier}disqualifier/", motif)
    assert refusee.status_code == 409
    assert "Reprendre à Noor Diop et garder mon motif" in mots_de(refusee)
    reprise = agent.post(f"{dossier}disqualifier/", motif | {"geste": "reprendre", "a": str(noor.pk)})
    assert reprise.context["formulaire"]["motif"].value() == "Plagiat"
    assert PriseEnCharge.objects.en_cours().get().par == agnes
    assert "Ce que l’équipe lira" in mots_de(agent.post(f"{dossier}disqualifier/", motif))
