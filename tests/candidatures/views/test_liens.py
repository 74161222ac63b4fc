"""Declaring one's links of interest: all the dossiers on one screen, then a confirmation."""

import pytest

from candidatures.models import Declaration, Deport
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter

PAGE = "/commission/liens/"


@pytest.fixture
def autre(edition):
    return CandidatureFactory(edition=edition, etat="eligible", titre="Solatuile", denomination="Toitures du Morin")


@pytest.fixture
def membre(client, mona, apres):
    return connecter(client, mona)


def champs(*dossiers, **reponses):
    return {"dossiers": [dossier.reference for dossier in dossiers], **reponses}


def lien(dossier, categorie="contrat"):
    return {f"{dossier.reference}-reponse": "lien", f"{dossier.reference}-categorie": categorie}


@pytest.mark.parametrize("qui", ["alice", "agnes"])
def test_la_page_n_existe_que_pour_les_membres(client, request, qui, en_evaluation, apres):
    assert connecter(client, request.getfixturevalue(qui)).get(PAGE).status_code == 404


def test_sans_signature_il_n_y_a_rien_a_declarer(client, marc, en_evaluation, apres):
    assert "Orthoselve" not in connecter(client, marc).get(PAGE).content.decode()


def test_avant_la_cloture_il_n_y_a_rien_a_declarer(client, mona, en_evaluation, pendant):
    assert "Orthoselve" not in connecter(client, mona).get(PAGE).content.decode()


def test_la_page_nomme_la_structure_sans_le_contenu(membre, en_evaluation):
    page = membre.get(PAGE).content.decode()
    assert ("Orthoselve SAS" in page, "houppier" in page) == (True, False)


def test_une_page_sans_reponse_le_dit(membre, en_evaluation):
    reponse = membre.post(PAGE, champs(en_evaluation))
    assert reponse.status_code == 422
    assert "Répondez pour au moins un dossier" in reponse.content.decode()


def test_un_lien_sans_nature_est_signale_et_rien_n_est_declare(membre, en_evaluation, autre):
    reponse = membre.post(PAGE, champs(en_evaluation, autre, tous="1", **lien(autre, "")))
    assert (reponse.status_code, "<title>Erreur" in reponse.content.decode()) == (422, True)
    assert not Declaration.objects.exists()


def test_rien_n_est_declare_avant_la_confirmation(membre, en_evaluation, autre):
    page = membre.post(PAGE, champs(en_evaluation, autre, tous="1", **lien(autre))).content.decode()
    assert "Se déporter et confirmer" in page
    assert (Declaration.objects.count(), Deport.objects.count()) == (0, 0)


def test_la_confirmation_declare_et_deporte(membre, mona, en_evaluation, autre):
    membre.post(PAGE, champs(en_evaluation, autre, confirme="1", tous="1", **lien(autre)))
    assert [d.candidature for d in Declaration.objects.filter(personne=mona)] == [en_evaluation]
    assert [d.candidature for d in Deport.objects.filter(personne=mona)] == [autre]


def test_aucun_lien_ne_vaut_que_pour_les_dossiers_montres(membre, mona, en_evaluation, autre):
    membre.post(PAGE, champs(en_evaluation, confirme="1", tous="1"))
    assert [d.candidature for d in Declaration.objects.filter(personne=mona)] == [en_evaluation]


def test_un_dossier_qui_n_est_pas_a_declarer_est_ignore(membre, edition, en_evaluation):
    ferme = CandidatureFactory(edition=edition, etat="ineligible")
    membre.post(PAGE, champs(ferme, confirme="1", tous="1"))
    assert not Declaration.objects.exists()
