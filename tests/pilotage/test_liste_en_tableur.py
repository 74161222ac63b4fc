"""The list of candidatures as a workbook: the same rows as its page, for the same person, nothing before the seal is lifted."""

import io

import openpyxl
import pytest

from amihr import horloge
from amihr.journal.models import EntreeJournal
from candidatures.actes import prises
from candidatures.models import Candidature
from tests.fabriques.candidatures import CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.pages import mots_de
from tests.requetes.comptage import mesurer

ADRESSE = "/region/candidatures.xlsx"


@pytest.fixture
def dossiers(edition, apres):
    titres = ("Solatuile", "=HYPERLINK(1)", "Argilomètre")
    return {titre: CandidatureFactory(edition=edition, deposee=True, titre=titre) for titre in titres}


def lire(client, qui, suite=""):
    reponse = connecter(client, qui).get(ADRESSE + suite)
    assert reponse.status_code == 200
    classeur = openpyxl.load_workbook(io.BytesIO(reponse.content))
    return {feuille.title: list(feuille.iter_rows(values_only=True)) for feuille in classeur}


def references(feuilles):
    return [ligne[0] for ligne in feuilles["Candidatures"][1:]]


def test_avant_la_levee_du_sceau_rien_ne_s_exporte(client, edition, agnes):
    CandidatureFactory(edition=edition, deposee=True)
    with horloge.a(PENDANT):
        assert connecter(client, agnes).get(ADRESSE).status_code == 404


@pytest.mark.parametrize("qui", ["oscar", "mona", "adam", "alice"])
def test_seul_un_agent_l_exporte(client, request, dossiers, qui):
    assert connecter(client, request.getfixturevalue(qui)).get(ADRESSE).status_code == 404


def test_il_confirme_d_abord_que_c_est_lui(client, agnes, dossiers):
    assert "/compte/" in connecter(client, agnes, il_y_a=24 * 3600).get(ADRESSE)["Location"]


def test_un_dossier_ferme_a_l_agent_n_y_est_pas(client, agnes, dossiers):
    deporter(agnes, dossiers["Argilomètre"])
    lu = lire(client, agnes)
    assert len(references(lu)) == 2
    assert not any("Argilomètre" in map(str, ligne) for feuille in lu.values() for ligne in feuille)


def test_un_titre_qui_a_l_air_d_une_formule_reste_un_texte(client, agnes, dossiers):
    connecter(client, agnes)
    feuille = openpyxl.load_workbook(io.BytesIO(client.get(ADRESSE).content))["Candidatures"]
    (case,) = [ligne[1] for ligne in feuille if str(ligne[1].value).startswith("=")]
    assert case.data_type == "s"


def test_par_ordre_alphabetique_avec_ou_en_est_chacun(client, agnes, dossiers):
    """Never by order of arrival (R2)."""
    prises.prendre(dossiers["Solatuile"], par=agnes)
    Candidature.objects.filter(titre="Argilomètre").update(etat="irrecevable")
    lignes = lire(client, agnes)["Candidatures"]
    assert lignes[0][:2] == ("Dossier", "Solution")
    assert [ligne[1] for ligne in lignes[1:]] == ["=HYPERLINK(1)", "Argilomètre", "Solatuile"]
    assert [ligne[5] for ligne in lignes[1:]] == ["À prendre", "Instruit", f"Pris par {agnes}"]


def test_la_page_y_mene_avec_son_filtre_que_le_fichier_dit(client, agnes, dossiers):
    page = connecter(client, agnes).get("/region/candidatures/?q=solatuile")
    assert "Exporter la liste filtrée (XLSX)" in mots_de(page)
    assert f"{ADRESSE}?q=solatuile" in page.content.decode()
    lu = lire(client, agnes, "?q=solatuile")
    assert references(lu) == [dossiers["Solatuile"].reference]
    dits = dict(ligne for ligne in lu["Lecture"][1:])
    assert dits["Filtre"].replace("\u00a0", " ") == "Rechercher : solatuile"
    assert dits["Dossiers"] == 1
    entree = EntreeJournal.objects.get(evenement="export.liste")
    assert (entree.faits["sha256"], entree.faits["dossiers"]) == (dits["SHA-256 du contenu"], 1)


def test_il_ne_coute_pas_plus_pour_trente_dossiers(client, edition, agnes, apres):
    couts = []
    connecter(client, agnes)
    for combien in (3, 27):
        CandidatureFactory.create_batch(combien, edition=edition, deposee=True)
        client.get(ADRESSE)  # what a process keeps once read
        couts.append(len(mesurer(lambda: client.get(ADRESSE))[0]))
    assert couts[0] == couts[1] <= 20
