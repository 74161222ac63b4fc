"""The filters that an agent keeps: one's own, of known fields only, twenty at most."""

import pytest

from candidatures.actes.filtres import AU_PLUS
from candidatures.models import FiltreEnregistre
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.pages import mots_de

LISTE = "/region/candidatures/"
GARDER = f"{LISTE}filtres/"


@pytest.fixture
def agent(client, agnes, depose, apres):
    return connecter(client, agnes)


def test_sans_nom_rien_ne_se_garde_et_le_filtre_reste(agent):
    reponse = agent.post(GARDER, {"nom": " ", "q": "canop", "etat": "deposee"})
    assert reponse.status_code == 422
    assert "Renseignez « Nom du filtre »" in mots_de(reponse)
    assert reponse.context["requete"] == "q=canop&etat=deposee"
    assert not FiltreEnregistre.objects.exists()


@pytest.mark.parametrize(
    "champs", [{}, {"suivi": "inconnu"}, {"etat": "labellisee"}, {"titre": "x", "ordering": "-id"}]
)
def test_ce_que_la_liste_ne_connait_pas_n_est_pas_un_filtre(agent, champs):
    reponse = agent.post(GARDER, {"nom": "Mien", **champs})
    assert reponse.status_code == 422
    assert "Choisissez d’abord un filtre" in mots_de(reponse)
    assert not FiltreEnregistre.objects.exists()


def test_un_filtre_garde_se_retrouve_et_filtre(agent, edition):
    CandidatureFactory(edition=edition, deposee=True, titre="Solatuile")
    champs = {"nom": "Les <b>canopées</b>", "q": "canop", "suivi": "a_prendre", "etat": "", "autre": "non"}
    suite = agent.post(GARDER, champs)
    assert FiltreEnregistre.objects.get().requete == "q=canop&suivi=a_prendre"
    page = agent.get(suite["Location"])
    assert "Les &lt;b&gt;canopées&lt;/b&gt;" in page.content.decode()
    assert 'href="?q=canop&amp;suivi=a_prendre"' in page.content.decode()
    assert [c.titre for c in page.context["page"]] == ["Canoptère"]


def test_le_meme_nom_remplace(agent):
    for mots in ("canop", "sola"):
        agent.post(GARDER, {"nom": "Mien", "q": mots})
    assert FiltreEnregistre.objects.get().requete == "q=sola"


def test_vingt_filtres_au_plus(agent, agnes, edition):
    FiltreEnregistre.objects.bulk_create(
        FiltreEnregistre(personne=agnes, edition=edition, nom=f"N{rang}", requete="q=a") for rang in range(AU_PLUS)
    )
    reponse = agent.post(GARDER, {"nom": "De trop", "q": "b"})
    assert "Vous avez déjà 20 filtres" in mots_de(reponse)
    assert FiltreEnregistre.objects.count() == AU_PLUS
    assert agent.post(GARDER, {"nom": "N0", "q": "b"}).status_code == 302


def test_les_filtres_d_un_autre_ne_se_voient_ni_ne_se_suppriment(agent, client, oscar, edition):
    agent.post(GARDER, {"nom": "À Agnès", "q": "canop"})
    filtre = FiltreEnregistre.objects.get()
    connecter(client, oscar)
    assert "À Agnès" not in mots_de(client.get(LISTE))
    assert client.post(f"{GARDER}{filtre.pk}/oublier/").status_code == 404
    assert FiltreEnregistre.objects.exists()


def test_supprimer_le_sien(agent):
    agent.post(GARDER, {"nom": "Mien", "q": "canop"})
    assert agent.post(f"{GARDER}{FiltreEnregistre.objects.get().pk}/oublier/").status_code == 302
    assert not FiltreEnregistre.objects.exists()
