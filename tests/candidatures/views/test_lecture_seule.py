"""Whoever may only read is promised nothing else: no control that ends in a refusal, on any page to fill in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from candidatures.models import PieceJointe, RevisionSection, Tentative
from tests.corpus import documents
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.pages import mots_de, texte_de

PARTIES = ["structure", "consortium", "solution", "memoire", "presentation"]
REFUS = "Votre droit sur ce dossier est maintenant de lire : ce dernier envoi n’a rien enregistré."
DIT = "Votre droit sur ce dossier est de lire : vous ne pouvez ni modifier les réponses, ni joindre ou retirer de fichier."


@pytest.fixture
def adresse(client, alice, dossier, pendant):
    dossier.equipiers.update(droit="lire")
    connecter(client, alice)
    return f"/candidatures/{dossier.reference}/"


@pytest.mark.parametrize("partie", PARTIES)
def test_ecrire_reste_refuse_et_le_texte_se_lit(client, adresse, dossier, partie):
    avant = RevisionSection.objects.filter(section__candidature=dossier).count()
    reponse = client.post(f"{adresse}{partie}/", {"revision": 1, "resume": "Écrit en vain."})
    assert reponse.status_code == 403
    assert REFUS in mots_de(reponse)
    assert "Écrit en vain." in mots_de(reponse)
    reponse = client.post(f"{adresse}{partie}/", {"revision": 1}, headers={"accept": "application/json"})
    assert reponse.status_code == 403
    assert reponse.json()["message"].replace("\u00a0", " ").startswith(REFUS)
    assert RevisionSection.objects.filter(section__candidature=dossier).count() == avant


def test_joindre_et_retirer_restent_refuses(client, adresse, dossier):
    piece = PieceJointe.objects.filter(candidature=dossier).first()
    fichier = SimpleUploadedFile("kbis.pdf", documents.pdf())
    for reponse in (
        client.post(f"{adresse}pieces/?emplacement=kbis", {"fichier": fichier}),
        client.post(f"{adresse}pieces/{piece.pk}/retirer/"),
    ):
        assert reponse.status_code == 403
        assert REFUS in mots_de(reponse)
    assert PieceJointe.objects.presentes().filter(candidature=dossier).count() == 3


@pytest.mark.parametrize("droit", ["lire", "rediger"])
def test_le_depot_refuse_a_qui_n_en_a_plus_le_droit_le_dit_et_se_garde(client, adresse, dossier, alice, droit):
    """T15: whoever pressed « Déposer » learns that nothing is filed, and the attempt is kept with its cause."""
    dossier.equipiers.update(droit=droit)
    for geste in ("deposer", "retirer"):
        envoye = {
            "acceptation": "1",
            "_auteur": "signature",
            "revisions": '{"solution": 1}',
            "documents": '[{"code": "r"}]',
        }
        reponse = client.post(f"{adresse}{geste}/", envoye)
        assert reponse.status_code == 403
        assert "Votre droit sur ce dossier ne permet plus ce geste : rien n’est déposé, envoyé ni changé." in mots_de(
            reponse
        )
        assert "signature" not in texte_de(reponse)
        assert "Ce que vous aviez saisi" not in texte_de(reponse)
    assert not dossier.depots.exists()
    tentative = Tentative.objects.get()
    assert (tentative.geste, tentative.cause, tentative.personne) == ("deposer", "droit_de_deposer", alice)


def test_ce_qui_etait_saisi_est_rendu_sous_sa_question(client, adresse, dossier):
    dossier.equipiers.update(droit="lire")
    page = texte_de(client.post(f"{adresse}solution/", {"revision": 1, "resume": "Un texte de trois mots"}))
    libelle = next(
        q["libelle"] for p in dossier.edition.formulaire["parties"] for q in p["questions"] if q["code"] == "resume"
    )
    assert f"<h3>{libelle}</h3><p>Un texte de trois mots</p>" in page


def test_un_fichier_refuse_a_qui_ne_peut_que_lire_se_garde(client, adresse):
    client.post(f"{adresse}pieces/?emplacement=kbis", {"fichier": SimpleUploadedFile("kbis.pdf", documents.pdf())})
    assert (Tentative.objects.get().geste, Tentative.objects.get().cause) == ("joindre", "droit_de_lire")


def test_qui_n_est_plus_de_l_equipe_ne_laisse_aucune_tentative(client, adresse, dossier):
    dossier.equipiers.update(retire_le=PENDANT)
    assert client.post(f"{adresse}deposer/", {"acceptation": "1"}).status_code == 404
    assert not Tentative.objects.exists()


def test_qui_n_est_plus_de_l_equipe_n_apprend_rien(client, adresse, dossier):
    dossier.equipiers.update(retire_le=PENDANT)
    assert client.post(f"{adresse}solution/", {"revision": 1}).status_code == 404


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
