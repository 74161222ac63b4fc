"""Every page of a candidature says where it stands: a draft never looks filed, a filed dossier never looks unfiled."""

import pytest

from amihr import horloge
from candidatures.actes import saisie
from candidatures.models import Candidature, Droit, Equipier, Section
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CLOTURE, PENDANT
from tests.pages import mots_de, texte_de

PARTIES = ["structure/", "consortium/", "solution/", "memoire/", "presentation/", "pieces/"]
PAGES = [*PARTIES, "equipe/", "messages/", "liens/", "historique/", "supprimer/", "retirer/"]


@pytest.fixture
def lire(client, alice, pendant):
    connecter(client, alice)
    return lambda dossier, suite: mots_de(client.get(f"/candidatures/{dossier.reference}/{suite}"))


def modifier(dossier, par):
    section = Section.objects.get(candidature=dossier, partie="presentation")
    saisie.enregistrer(dossier, "presentation", {"presentation": "Autre"}, par=par, revision=section.numero)


@pytest.mark.parametrize("suite", PAGES)
def test_un_brouillon_complet_n_a_jamais_l_air_depose(lire, dossier, suite):
    page = lire(dossier, suite)
    assert page.count("Brouillon complet, mais non déposé") == 1
    assert "Tant qu’il n’est pas déposé, la Région ne le voit pas" in page


@pytest.mark.parametrize("suite", PAGES)
def test_un_brouillon_incomplet_se_dit_non_depose(lire, edition, alice, suite):
    page = lire(CandidatureFactory(edition=edition, equipe=[alice], pieces=[]), suite)
    assert page.count("Brouillon, non déposé") == 1


@pytest.mark.parametrize("suite", PAGES)
def test_un_dossier_depose_dit_la_version_qui_compte(lire, depose, suite):
    page = lire(depose, suite)
    assert "Déposée La version 1, déposée le 4 mai 2026 à 10 h 42, compte." in page
    assert "changements non déposés" not in page


@pytest.mark.parametrize("suite", [*PAGES, "depots/1/"])
def test_des_changements_non_deposes_se_disent(lire, depose, alice, suite):
    modifier(depose, alice)
    page = lire(depose, suite)
    assert "Déposée, avec des changements non déposés La version 1, déposée le 4 mai 2026 à 10 h 42, compte." in page
    assert "Ce que vous avez changé depuis ne compte pas tant que vous n’avez pas déposé de nouveau." in page


def test_un_retrait_et_la_cloture_se_disent(lire, dossier, depose):
    Candidature.objects.filter(pk=depose.pk).update(etat="retiree")
    assert "Retirée La candidature est retirée : aucune version déposée ne compte." in lire(depose, "structure/")
    with horloge.a(CLOTURE):
        assert "Non déposé L’appel est clos et ce brouillon n’a pas été déposé." in lire(dossier, "structure/")


def test_l_etat_precede_le_titre_et_se_voit_a_toutes_les_largeurs(client, alice, dossier, pendant):
    page = texte_de(connecter(client, alice).get(f"/candidatures/{dossier.reference}/structure/"))
    avant, _, _ = page.partition("<h1")
    assert "non déposé" in avant
    assert "d-none" not in avant.rpartition("<main")[2]


def test_la_liste_dit_complet_non_depose_et_les_changements_non_deposes(client, alice, dossier, depose, pendant):
    modifier(depose, alice)
    page = mots_de(connecter(client, alice).get("/candidatures/"))
    assert "Brouillon complet, mais non déposé" in page
    assert "Déposée, avec des changements non déposés" in page
    assert "Ce que vous avez changé depuis ne compte pas" in page


@pytest.mark.parametrize("suite", ["", *PAGES, "verification/"])
def test_ce_qui_manque_est_compte_partout_avec_le_chemin_de_la_liste(client, edition, alice, pendant, suite):
    dossier = CandidatureFactory(edition=edition, equipe=[alice], pieces=[])
    page = texte_de(connecter(client, alice).get(f"/candidatures/{dossier.reference}/{suite}"))
    lien = f'<a href="/candidatures/{dossier.reference}/verification/#manques" data-manque>Il manque 3 éléments</a>'
    assert page.count(lien) == 1
    verification = texte_de(client.get(f"/candidatures/{dossier.reference}/verification/"))
    assert verification.count('id="manques"') == 1


@pytest.mark.parametrize("suite", ["equipe/", "solution/"])
def test_un_dossier_complet_mene_au_bouton_qui_depose(client, alice, dossier, pendant, suite):
    page = texte_de(connecter(client, alice).get(f"/candidatures/{dossier.reference}/{suite}"))
    assert (
        f'<a href="/candidatures/{dossier.reference}/verification/#deposer" data-manque>Vérifier et déposer</a>' in page
    )
    Equipier.objects.filter(personne=alice).update(droit=Droit.LIRE)
    page = texte_de(client.get(f"/candidatures/{dossier.reference}/{suite}"))
    assert "Vérifier et déposer" not in page


@pytest.mark.parametrize("instant", [PENDANT, CLOTURE])
def test_rien_ne_manque_a_ce_qui_est_depose_ni_apres_la_cloture(lire, depose, edition, alice, instant):
    incomplet = CandidatureFactory(edition=edition, equipe=[alice], pieces=[])
    with horloge.a(instant):
        assert "Il manque" not in lire(depose, "equipe/")
        assert ("Il manque 3 éléments" in lire(incomplet, "equipe/")) == (instant == PENDANT)


def test_les_changements_non_deposes_comptent_ce_qui_leur_manque(lire, depose, alice):
    section = Section.objects.get(candidature=depose, partie="solution")
    saisie.enregistrer(depose, "solution", {**section.contenu, "resume": ""}, par=alice, revision=section.numero)
    assert "Il manque 1 élément" in lire(depose, "equipe/")
    assert "Il manque 1 élément" in lire(depose, "")
