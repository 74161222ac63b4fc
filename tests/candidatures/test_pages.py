"""The candidate's pages: they open, keep what was typed, file, and say why they refuse."""

import html
import re

import pytest

from amihr import horloge
from candidatures.actes.accuses import produire_les_accuses
from candidatures.models import Candidature, Depot, Section, Tentative
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CLOTURE
from tests.pages import texte_de

PAGES = [
    "",
    "structure/",
    "consortium/",
    "solution/",
    "memoire/",
    "pieces/",
    "verification/",
    "equipe/",
    "historique/",
    "supprimer/",
]


@pytest.fixture
def adresse(client, alice, dossier, pendant):
    connecter(client, alice)
    return f"/candidatures/{dossier.reference}/"


def formulaire_de_depot(client, adresse):
    """Return what the check page posts, but for the box to tick."""
    page = client.get(f"{adresse}verification/").content.decode()
    champs = re.findall(r'name="(cle|revisions|documents)" value="([^"]*)"', page)
    return {nom: html.unescape(valeur) for nom, valeur in champs} | {
        "pieces": re.findall(r'name="pieces" value="([^"]*)"', page)
    }


@pytest.mark.parametrize("suite", PAGES)
def test_chaque_page_s_ouvre_a_l_equipe_et_a_personne_d_autre(client, adresse, bruno, suite):
    assert client.get(adresse + suite).status_code == 200
    connecter(client, bruno)
    assert client.get(adresse + suite).status_code == 404


def test_commencer_une_candidature(client, alice, edition, pendant):
    connecter(client, alice)
    assert "pas encore de candidature" in texte_de(client.get("/candidatures/"))
    reponse = client.post("/candidatures/nouvelle/", follow=True)
    assert "Brouillon : rien n’est encore déposé" in texte_de(reponse)


def test_une_erreur_est_dite_et_la_saisie_gardee(client, adresse, dossier):
    reponse = client.post(
        f"{adresse}structure/",
        {"revision": 1, "type_structure": "pme", "denomination": "Neuve", "siren": "12 3", "contact": "a@b.fr"},
    )
    page = texte_de(reponse)
    assert reponse.status_code == 422
    assert page.count("Le SIREN doit comporter 9 chiffres : vous en avez saisi 3.") == 2
    assert 'value="12 3"' in page
    assert Section.objects.get(candidature=dossier, partie="structure").contenu["denomination"] == "Neuve"


def test_l_enregistrement_automatique_repond_en_json(client, adresse):
    reponse = client.post(
        f"{adresse}solution/", {"revision": 1, "titre": "Autre"}, headers={"accept": "application/json"}
    )
    assert reponse.json()["revision"] == 2


def test_le_conflit_montre_les_deux_versions(client, adresse):
    donnees = {"revision": 1, "titre": "A", "thematique": "environnement", "resume": "x"}
    client.post(f"{adresse}solution/", donnees)
    reponse = client.post(f"{adresse}solution/", donnees | {"titre": "B"})
    page = texte_de(reponse)
    assert reponse.status_code == 422
    assert "Version enregistrée par Alice Essai : A" in page
    assert "Votre version : B" in page


def test_deposer_sans_accepter_est_refuse(client, adresse):
    reponse = client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse))
    assert reponse.status_code == 422
    assert Depot.objects.count() == 0


def test_deposer_puis_telecharger_l_accuse(client, adresse, dossier):
    reponse = client.post(
        f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"}, follow=True
    )
    assert "Votre candidature est déposée" in texte_de(reponse)
    assert client.get(f"{adresse}depots/1/accuse.pdf").status_code == 202
    assert produire_les_accuses(horloge.maintenant()) == 1
    assert b"".join(client.get(f"{adresse}depots/1/accuse.pdf").streaming_content).startswith(b"%PDF")


def test_le_code_du_depot_se_verifie_sans_compte_ni_nom(client, adresse):
    client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"})
    depot = Depot.objects.get()
    client.logout()
    page = texte_de(client.get(f"/verifier/depot/{depot.code}/"))
    assert depot.empreinte in page
    assert not any(nom in page for nom in ("Orthoselve", "Canoptère", "Alice"))


def test_une_seconde_trop_tard_le_texte_reste_lisible(client, adresse, dossier):
    champs = formulaire_de_depot(client, adresse) | {"acceptation": "1"}
    with horloge.a(CLOTURE):
        reponse = client.post(f"{adresse}deposer/", champs)
    page = texte_de(reponse)
    assert reponse.status_code == 409
    assert "L’appel est clos depuis le 11 mai 2026 à 23 h 59" in page
    assert "Suivi du patrimoine arboré." in page
    assert Tentative.objects.get().cause == "cloture"


def test_retirer_puis_deposer_de_nouveau(client, adresse, dossier):
    client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"})
    client.post(f"{adresse}retirer/")
    assert Candidature.objects.get().etat == "retiree"
    client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"})
    assert Candidature.objects.get().depots.count() == 2
