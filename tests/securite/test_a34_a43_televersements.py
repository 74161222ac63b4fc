"""Uploads: the cases of the public catalogue, at the door that keeps files."""

import unicodedata
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amihr.fichiers.genres import MIO
from amihr.fichiers.models import Fichier
from amihr.fichiers.noms import noms_distincts
from amihr.fichiers.rangement import TELEVERSEMENTS_PAR_HEURE, ranger, servir
from amihr.socle.refus import ActeRefuse
from tests.corpus import documents, images

INSTANT = datetime(2026, 5, 11, 21, 59, tzinfo=UTC)


@pytest.fixture
def dossier(settings, tmp_path):
    """An empty private storage."""
    local = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path, "base_url": None},
    }
    settings.STORAGES = settings.STORAGES | {"default": local}
    return tmp_path


@pytest.fixture
def deposer(db, dossier, django_user_model):
    deposant = django_user_model.objects.create(courriel="deposante@example.org", prenom="Ada", nom="Fictive")

    def appeler(octets, nom="kbis.pdf", genre="kbis"):
        return ranger(SimpleUploadedFile(nom, octets), genre=genre, par=deposant, instant=INSTANT)

    return appeler


@pytest.fixture
def refuse(deposer, dossier):
    """`refuse(code, octets, …)`: refused with that code, and nothing kept at all."""

    def appeler(code, octets, nom="kbis.pdf", genre="kbis"):
        with pytest.raises(ActeRefuse) as refus:
            deposer(octets, nom, genre)
        assert refus.value.code == code
        assert not Fichier.objects.exists()
        assert not [chemin for chemin in dossier.rglob("*") if chemin.is_file()]
        return refus.value

    return appeler


@pytest.mark.parametrize(
    ("code", "octets"),
    [
        ("fichier_executable", b"MZ\x90\0" + bytes(100)),
        ("fichier_eicar", documents.SIGNATURE_EICAR),
        ("fichier_eicar", documents.eicar_au_milieu()),
        ("fichier_vide", b""),
        ("fichier_tronque", documents.pdf(pages=9)[:900]),
    ],
)
def test_a34_programme_eicar_vide_ou_tronque_refuses(refuse, code, octets):
    refuse(code, octets)


def test_a35_pdf_actif_ou_porteur_refuse(refuse):
    refuse("pdf_javascript", documents.javascript())
    refuse("pdf_lancement", documents.action(S=documents.Name.Launch, F=documents.String("cmd.exe")))
    refuse("pdf_piece_jointe", documents.avec_piece_jointe())


def test_a36_pdf_a_mot_de_passe_refuse_avec_le_remede(refuse):
    refus = refuse("pdf_mot_de_passe", documents.chiffre("secret", R=6))
    assert "sans mot de passe d’ouverture" in refus.phrase


def test_a36_pdf_restreint_par_son_auteur_admis(deposer):
    assert deposer(documents.chiffre("", R=6)).pages == 1


def test_a37_image_immense_refusee_sans_etre_decodee(refuse):
    # Decoding would fail otherwise: the file holds a thousand bytes of the 2.7 GB that it announces.
    assert refuse("image_trop_grande", images.png_annonce(30_000, 30_000), "scan.png").details["largeur"] == 30_000


def test_a38_logo_svg_anime_ou_double_refuse(refuse):
    refuse("fichier_svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg", "logo")
    refuse("fichier_svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.png", "logo")
    refuse("image_animee", images.animee("PNG"), "logo.png", "logo")
    refuse("image_animee", images.animee("WEBP"), "logo.webp", "logo")
    refuse("fichier_zip_en_queue", documents.avec_zip_en_queue(images.image("JPEG")), "logo.jpg", "logo")


def test_a39_un_octet_de_trop_refuse(refuse):
    assert refuse("fichier_trop_lourd", documents.de_taille(10 * MIO + 1)).details["maximum_mio"] == 10


def test_a39_exactement_dix_mio_admis(deposer):
    assert deposer(documents.de_taille(10 * MIO)).taille == 10 * MIO


@pytest.mark.parametrize("nom", ["../../x.pdf", "..\\..\\x.pdf", "/etc/x.pdf", "é" * 300 + ".pdf", "x\u202efdp.pdf"])
def test_a40_nom_hostile_range_sans_danger(deposer, dossier, nom):
    fichier = deposer(documents.pdf(), nom)
    assert [chemin.name for chemin in dossier.rglob("*") if chemin.is_file()] == [fichier.cle]
    assert len(fichier.nom) <= 150
    assert not set(fichier.nom) & set("/\\\u202e")
    assert fichier.nom.endswith(".pdf")


def test_a41_antivirus_en_panne_met_en_quarantaine(deposer, settings, tmp_path, rf):
    settings.ANTIVIRUS = f"unix://{tmp_path}/absent.ctl"
    fichier = deposer(documents.pdf())
    assert fichier.est_en_quarantaine
    request = rf.get("/")
    request.user = type(fichier.par)(courriel="autre@example.org")
    with pytest.raises(ActeRefuse, match="fichier_en_quarantaine"):
        servir(request, fichier)


def test_a43_soixante_et_unieme_envoi_de_l_heure_refuse(deposer, monkeypatch):
    monkeypatch.setattr("amihr.fichiers.rangement.TELEVERSEMENTS_PAR_HEURE", 3)
    assert TELEVERSEMENTS_PAR_HEURE == 60
    for _ in range(3):
        deposer(documents.pdf())
    with pytest.raises(ActeRefuse) as refus:
        deposer(documents.pdf())
    assert (refus.value.code, refus.value.statut) == ("televersements_trop_nombreux", 429)
    assert Fichier.objects.count() == 3


def test_a47_noms_d_une_archive_surs_et_tous_presents():
    noms = noms_distincts(["../a", "A.pdf", "a.pdf", unicodedata.normalize("NFD", "é.pdf"), "é.pdf"])
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as ecrite:
        for nom in noms:
            ecrite.writestr(nom, "fictif")
    assert zipfile.ZipFile(archive).namelist() == ["a", "A.pdf", "a (2).pdf", "é.pdf", "é (2).pdf"]
