"""A-24, A-26: a member reaches no ineligible dossier by its address, and reads neither Kbis nor contact persons."""

import pytest

from candidatures.models import Etat, PieceDeposee
from tests.evaluation.views.outils import adresse
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter


@pytest.fixture
def membre(client, mona_lit, apres):
    return connecter(client, mona_lit)


def piece(candidature, emplacement):
    return PieceDeposee.objects.get(depot__candidature=candidature, emplacement=emplacement).pk


@pytest.mark.parametrize("etat", [Etat.INELIGIBLE, Etat.IRRECEVABLE, Etat.RECEVABLE, Etat.DISQUALIFIEE])
def test_a24_un_dossier_ineligible_n_a_pas_d_adresse(membre, en_evaluation, etat):
    assert membre.get(adresse(en_evaluation)).status_code == 200
    en_evaluation.etat = etat
    en_evaluation.save(update_fields=["etat"])
    for suite in ("", "deport/", f"pieces/{piece(en_evaluation, 'logo')}/"):
        assert membre.get(adresse(en_evaluation, suite)).status_code == 404


@pytest.mark.parametrize("emplacement", ["kbis", "fiscal"])
def test_a26_une_piece_administrative_n_a_pas_d_adresse_pour_un_membre(membre, en_evaluation, emplacement):
    assert membre.get(adresse(en_evaluation, f"pieces/{piece(en_evaluation, emplacement)}/")).status_code == 404


def test_a26_la_page_ne_nomme_ni_piece_ni_contact(membre, en_evaluation):
    page = membre.get(adresse(en_evaluation)).content.decode()
    assert "Orthoselve SAS" in page
    for cache in ("claire@orthoselve.example", str(piece(en_evaluation, "kbis")), "Kbis"):
        assert cache not in page


def test_a26_le_fichier_d_un_autre_dossier_est_absent(membre, en_evaluation, edition):
    autre = CandidatureFactory(edition=edition, etat="en_evaluation")
    assert membre.get(adresse(en_evaluation, f"pieces/{piece(autre, 'logo')}/")).status_code == 404
