"""The attachment slots: what is said of a file, several annexes at once, the logo as pages will show it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from candidatures.models import PieceJointe, Tentative
from tests.corpus import documents, images
from tests.fabriques.candidatures import CandidatureFactory, FichierFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.pages import mots_de, texte_de


@pytest.fixture
def dossier(edition, alice):
    """Alice's draft, without any file."""
    return CandidatureFactory(edition=edition, equipe=[alice], pieces=[])


@pytest.fixture
def adresse(client, alice, dossier, pendant):
    connecter(client, alice)
    return f"/candidatures/{dossier.reference}/pieces/"


def envoyer(client, adresse, emplacement, *fichiers):
    envois = [SimpleUploadedFile(nom, octets) for nom, octets in fichiers]
    return client.post(f"{adresse}?emplacement={emplacement}", {"fichier": envois}, follow=True)


def test_une_annexe_refusee_est_nommee_et_les_autres_restent(client, adresse, dossier):
    page = envoyer(client, adresse, "annexe", ("plan.pdf", documents.pdf()), ("notes.docx", b"PK\x03\x04" + bytes(99)))
    assert page.status_code == 422
    assert "notes.docx : " in mots_de(page)
    assert "L’autre fichier est reçu." in mots_de(page)
    assert [piece.fichier.nom for piece in PieceJointe.objects.filter(candidature=dossier)] == ["plan.pdf"]
    assert Tentative.objects.filter(candidature=dossier, geste="joindre").count() == 1


def test_les_limites_de_chaque_emplacement_et_du_dossier_sont_dites(client, adresse):
    page = mots_de(client.get(adresse))
    assert "Le dossier accepte 100 Mo de fichiers au plus" in page
    assert "3 fichiers au plus" in page


def test_au_dela_du_nombre_permis_une_annexe_est_refusee(client, adresse, dossier):
    (auteur,) = dossier.equipe()
    for _ in range(3):
        PieceJointe.objects.create(
            candidature=dossier, emplacement="annexe", fichier=FichierFactory(), jointe_le=PENDANT, par=auteur
        )
    page = envoyer(client, adresse, "annexe", ("annexe-3.pdf", documents.pdf()))
    assert "annexe-3.pdf : Le nombre maximal d’annexes est atteint" in mots_de(page)
    assert PieceJointe.objects.presentes().filter(candidature=dossier).count() == 3


def test_plusieurs_annexes_s_envoient_ensemble(client, adresse, dossier):
    page = mots_de(envoyer(client, adresse, "annexe", ("a.pdf", documents.pdf()), ("b.pdf", documents.pdf(pages=2))))
    assert "Les 2 fichiers sont reçus." in page
    assert "2 fichiers reçus" in page
    assert "b.pdf" in page
    assert "2 pages, envoyé le 4 mai 2026 à 10 h 42" in page
    for piece in PieceJointe.objects.filter(candidature=dossier).select_related("fichier"):
        assert piece.fichier.sha256 in page


def test_un_emplacement_qui_prend_un_fichier_n_en_garde_qu_un(client, adresse, dossier):
    envoyer(client, adresse, "kbis", ("a.pdf", documents.pdf()), ("b.pdf", documents.pdf()))
    assert [piece.fichier.nom for piece in PieceJointe.objects.filter(candidature=dossier)] == ["b.pdf"]


def test_le_logo_se_voit_sur_fond_clair_et_sur_fond_sombre(client, adresse, dossier, bruno):
    page = envoyer(client, adresse, "logo", ("logo.png", images.image("PNG")))
    assert "300 × 200 pixels" in mots_de(page)
    piece = PieceJointe.objects.get(candidature=dossier)
    assert texte_de(page).count(f'src="{adresse}{piece.pk}/apercu/"') == 2
    derive = client.get(f"{adresse}{piece.pk}/apercu/")
    assert derive["Content-Type"] == "image/png"
    assert b"".join(derive.streaming_content).startswith(b"\x89PNG")
    assert connecter(client, bruno).get(f"{adresse}{piece.pk}/apercu/").status_code == 404


def test_une_piece_sans_image_n_a_pas_d_apercu(client, adresse, dossier):
    assert "apercu" not in texte_de(envoyer(client, adresse, "kbis", ("kbis.pdf", documents.pdf())))
    piece = PieceJointe.objects.get(candidature=dossier)
    assert client.get(f"{adresse}{piece.pk}/apercu/").status_code == 404


@pytest.fixture
def kbis_a_dater(edition):
    next(piece for piece in edition.formulaire["pieces"] if piece["code"] == "kbis")["date_demandee"] = True
    edition.save()


def dater(client, adresse, jour, mois, annee):
    champs = {"kbis_date_jour": jour, "kbis_date_mois": mois, "kbis_date_annee": annee, "dater": "1"}
    return client.post(f"{adresse}?emplacement=kbis", champs)


@pytest.mark.parametrize("date", [("5", "5", "2026"), ("1", "1", "2030")])
def test_un_document_date_du_futur_est_refuse(kbis_a_dater, client, adresse, dossier, date):
    envoyer(client, adresse, "kbis", ("kbis.pdf", documents.pdf()))
    page = dater(client, adresse, *date)
    assert page.status_code == 422
    assert "La date du document est dans le futur" in mots_de(page)
    assert f'value="{date[2]}"' in texte_de(page)
    assert PieceJointe.objects.get(candidature=dossier).date_du_document is None


def test_un_document_date_du_jour_est_accepte(client, adresse, dossier):
    envoyer(client, adresse, "kbis", ("kbis.pdf", documents.pdf()))
    assert dater(client, adresse, "4", "5", "2026").status_code == 302
    assert str(PieceJointe.objects.get(candidature=dossier).date_du_document) == "2026-05-04"


def test_la_meme_annexe_jointe_deux_fois_est_prise_et_signalee(client, adresse, dossier):
    octets = documents.pdf()
    assert "En double" not in mots_de(envoyer(client, adresse, "annexe", ("plan.pdf", octets)))
    page = mots_de(envoyer(client, adresse, "annexe", ("plan (1).pdf", octets), ("autre.pdf", documents.pdf(pages=2))))
    assert page.count("En double") == 1
    assert "Même contenu que « plan" in page
    assert PieceJointe.objects.presentes().filter(candidature=dossier).count() == 3


@pytest.mark.parametrize(("genre", "est_dit"), [("pme", True), ("institut", False)])
def test_le_document_equivalent_d_un_institut_n_a_pas_d_age(client, adresse, dossier, edition, alice, genre, est_dit):
    """A founding decree is of its day (Q5): its date is shown, a more recent one is not asked for."""
    edition.formulaire["pieces"][0] |= {"date_demandee": True, "aide": "Le Kbis du greffe."}
    edition.reglages["Q7"] = {"alerte_mois": 3}
    edition.save(update_fields=["formulaire", "reglages"])
    dossier.sections.filter(partie="structure").update(contenu={"type_structure": genre})
    PieceJointe.objects.create(
        candidature=dossier,
        emplacement="kbis",
        fichier=FichierFactory(),
        jointe_le=PENDANT,
        par=alice,
        date_du_document=date(2026, 1, 1),
    )
    page = mots_de(client.get(adresse))
    assert "Daté du 1er janvier 2026" in page
    assert ("plus de 3 mois" in page) is est_dit
    assert ("Le Kbis du greffe." in page) is est_dit
