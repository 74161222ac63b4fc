"""Whoever may only read is promised nothing else: no control that ends in a refusal, on any page to fill in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from candidatures.models import PieceJointe, RevisionSection
from tests.corpus import documents
from tests.fabriques.comptes import connecter
from tests.pages import mots_de, texte_de

PARTIES = ["structure", "consortium", "solution", "memoire", "presentation"]
DIT = "Votre droit sur ce dossier est de lire : vous ne pouvez ni modifier les réponses, ni joindre ou retirer de fichier."


@pytest.fixture
def adresse(client, alice, dossier, pendant):
    dossier.equipiers.update(droit="lire")
    connecter(client, alice)
    return f"/candidatures/{dossier.reference}/"


@pytest.mark.parametrize("partie", PARTIES)
def test_ecrire_reste_refuse(client, adresse, dossier, partie):
    avant = RevisionSection.objects.filter(section__candidature=dossier).count()
    assert client.post(f"{adresse}{partie}/", {"revision": 1}).status_code == 404
    assert (
        client.post(f"{adresse}{partie}/", {"revision": 1}, headers={"accept": "application/json"}).status_code == 404
    )
    assert RevisionSection.objects.filter(section__candidature=dossier).count() == avant


def test_joindre_et_retirer_restent_refuses(client, adresse, dossier):
    piece = PieceJointe.objects.filter(candidature=dossier).first()
    fichier = SimpleUploadedFile("kbis.pdf", documents.pdf())
    assert client.post(f"{adresse}pieces/?emplacement=kbis", {"fichier": fichier}).status_code == 404
    assert client.post(f"{adresse}pieces/{piece.pk}/retirer/").status_code == 404
    assert PieceJointe.objects.presentes().filter(candidature=dossier).count() == 3


@pytest.mark.parametrize("partie", PARTIES)
def test_une_partie_se_lit_sans_rien_qui_s_enregistre(client, adresse, partie):
    reponse = client.get(f"{adresse}{partie}/")
    principal = texte_de(reponse).partition("<main")[2].partition("</main>")[0]
    assert DIT in mots_de(reponse)
    assert not any(signe in principal for signe in ("<form", "<input", "<textarea", "<select", "autosave", "<noscript"))


def test_les_reponses_s_y_lisent(client, adresse):
    assert "Suivi du patrimoine arboré." in texte_de(client.get(f"{adresse}solution/"))


def test_les_pieces_se_lisent_sans_envoi_ni_retrait(client, adresse):
    reponse = client.get(f"{adresse}pieces/")
    principal = texte_de(reponse).partition("<main")[2].partition("</main>")[0]
    assert DIT in mots_de(reponse)
    assert "piece-" in principal
    assert not any(signe in principal for signe in ("<form", "<input", "<button", "Retirer le fichier"))


def test_rediger_garde_ses_controles(client, adresse, dossier):
    dossier.equipiers.update(droit="rediger")
    assert "data-autosave" in texte_de(client.get(f"{adresse}solution/"))
    page = texte_de(client.get(f"{adresse}pieces/"))
    assert "Envoyer le fichier" in page
    assert "Lecture seule" not in page
