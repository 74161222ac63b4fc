"""Keeping a file: all of it or nothing."""

import errno
import io
import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import DatabaseError, connection, transaction
from PIL import Image

from amihr.fichiers import rangement
from amihr.fichiers.genres import MIO
from amihr.fichiers.models import Analyse, Fichier
from amihr.socle.refus import ActeRefuse
from tests.corpus import documents, images

INSTANT = datetime(2026, 5, 11, 21, 58, tzinfo=UTC)


@pytest.fixture
def ranger(alice, envoi, rangement_prive):
    def appeler(octets, nom="kbis.pdf", genre="kbis", limites=None):
        return rangement.ranger(envoi(octets, nom), genre=genre, limites=limites, par=alice, instant=INSTANT)

    return appeler


def rien(dossier):
    return not Fichier.objects.exists() and not [chemin for chemin in dossier.rglob("*") if chemin.is_file()]


def test_sans_fichier_refuse(alice, rangement_prive):
    with pytest.raises(ActeRefuse, match="fichier_absent"):
        rangement.ranger(None, genre="kbis", par=alice, instant=INSTANT)


def test_fichier_refuse_ne_laisse_rien(ranger, rangement_prive):
    with pytest.raises(ActeRefuse, match="pdf_javascript"):
        ranger(documents.javascript())
    assert rien(rangement_prive)


@pytest.mark.parametrize("erreur", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_disque_plein_refuse_sans_rien_laisser(ranger, rangement_prive, monkeypatch, erreur):
    def ecrire_un_peu(storage, nom, contenu, max_length=None):
        (rangement_prive / nom).write_bytes(contenu.read(100))
        raise OSError(erreur, "disque")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage.save", ecrire_un_peu)
    with pytest.raises(ActeRefuse, match="stockage_indisponible"):
        ranger(documents.pdf())
    assert rien(rangement_prive)


def test_base_en_panne_n_oublie_pas_d_octets(ranger, rangement_prive, monkeypatch):
    def tomber(**faits):
        assert default_storage.exists(faits["cle"])
        raise DatabaseError("panne")

    monkeypatch.setattr(Fichier.objects, "create", tomber)
    with pytest.raises(DatabaseError):
        ranger(documents.pdf())
    monkeypatch.undo()
    assert rien(rangement_prive)


def test_derive_impossible_a_garder_ne_laisse_pas_le_logo(ranger, rangement_prive, monkeypatch):
    monkeypatch.setattr(rangement, "_deriver", lambda *a: (_ for _ in ()).throw(OSError(errno.ENOSPC, "plein")))
    with pytest.raises(OSError, match="plein"):
        ranger(images.image("PNG"), "logo.png", "logo")
    assert rien(rangement_prive)


def test_dossier_de_cent_mio_refuse_le_fichier_de_trop(ranger):
    octets = documents.pdf()
    assert ranger(octets, limites={"reste_octets": len(octets)}).taille == len(octets)
    with pytest.raises(ActeRefuse, match="fichier_dossier_plein"):
        ranger(octets, limites={"reste_octets": len(octets) - 1})


def test_l_edition_abaisse_les_limites(ranger):
    octets = documents.pdf(pages=3)
    assert ranger(octets, limites={"types": ["pdf"], "max_mio": 1, "pages_max": 3}).pages == 3
    with pytest.raises(ActeRefuse, match="pdf_trop_de_pages"):
        ranger(octets, limites={"pages_max": 2})
    with pytest.raises(ActeRefuse, match="fichier_trop_lourd"):
        ranger(octets.ljust(MIO + 1, b"\0"), limites={"max_mio": 1})


def test_fichier_range_avec_ses_faits(ranger, alice, rangement_prive):
    octets = documents.pdf(pages=2)
    fichier = ranger(octets, "Kbis – été.pdf")
    assert (fichier.nom, fichier.taille, fichier.pages) == ("Kbis – été.pdf", len(octets), 2)
    assert fichier.sha256 == sha256(octets).hexdigest()
    assert (fichier.par, fichier.cree_le, fichier.analyse) == (alice, INSTANT, Analyse.SANS_OBJET)
    assert (rangement_prive / fichier.cle).read_bytes() == octets


def test_la_cle_ne_dit_rien_du_nom_ni_du_contenu(ranger):
    un, autre = ranger(documents.pdf()), ranger(documents.pdf())
    assert un.cle != autre.cle
    assert un.sha256 == autre.sha256
    assert re.fullmatch(r"[0-9a-f]{32}", un.cle)


def test_fichier_temporaire_de_django_range_sans_copie(alice, rangement_prive):
    recu = TemporaryUploadedFile("kbis.pdf", "application/pdf", 0, None)
    recu.write(documents.pdf())
    fichier = rangement.ranger(recu, genre="kbis", par=alice, instant=INSTANT)
    assert (rangement_prive / fichier.cle).read_bytes() == documents.pdf()


def test_le_logo_a_un_derive_sans_metadonnee(ranger, rangement_prive):
    fichier = ranger(images.photo_tournee(taille=(1600, 900)), "logo.jpg", "logo")
    octets = (rangement_prive / rangement.derive_du_logo(fichier).cle).read_bytes()
    with Image.open(io.BytesIO(octets)) as vue:
        assert (vue.format, vue.size, dict(vue.getexif())) == ("PNG", (450, 800), {})
    assert b"CANARI-EXIF" in (rangement_prive / fichier.cle).read_bytes()
    assert b"CANARI-EXIF" not in octets


@pytest.mark.parametrize(
    ("octets", "nom"),
    [
        (images.image("PNG", "I;16"), "gris.png"),
        (images.image("JPEG", "CMYK"), "cmjn.jpg"),
        (images.image("PNG", "P"), "palette.png"),
    ],
)
def test_le_derive_garde_les_nuances(ranger, rangement_prive, octets, nom):
    derive = rangement.derive_du_logo(ranger(octets, nom, "logo"))
    with Image.open(rangement_prive / derive.cle) as vue, Image.open(io.BytesIO(octets)) as original:
        gris = vue.convert("L")
        nuances = sum(1 for compte in gris.histogram() if compte)
        assert vue.size == original.size
        assert gris.getextrema()[1] - gris.getextrema()[0] > 40
        assert nuances > 20


def test_les_autres_fichiers_n_ont_pas_de_derive(ranger):
    assert rangement.derive_du_logo(ranger(images.image("PNG"), "scan.png")) is None


def test_document_produit_range_sans_deposant(db, rangement_prive):
    fichier = rangement.ranger_octets(b"%PDF-1.7", nom="accusé.pdf", type_mime="application/pdf", instant=INSTANT)
    assert (fichier.genre, fichier.par, fichier.taille) == ("produit", None, 8)
    assert (rangement_prive / fichier.cle).read_bytes() == b"%PDF-1.7"


def test_un_document_qui_echoue_est_note_et_ne_retient_pas_les_suivants(caplog):
    faits = {"premier": 1, "deux fichiers": 2}
    assert rangement.produire_chacun(["premier", "impossible", "deux fichiers"], faits.__getitem__) == 3
    assert [(ligne.levelname, ligne.getMessage()) for ligne in caplog.records] == [
        ("ERROR", "Document non produit : str ")
    ]


def test_tout_ce_qui_produit_des_documents_le_fait_un_par_un():
    sources = [p for salle in ("amihr", "candidatures", "evaluation", "catalogue") for p in Path(salle).rglob("*.py")]
    importent = [p for p in sources if re.search(r"rangement import .*\bproduire\b", p.read_text())]
    assert len(importent) >= 12
    assert [p for p in importent if "produire_chacun(" not in p.read_text()] == []


def test_supprimer_attend_la_fin_de_la_transaction(ranger, rangement_prive, django_capture_on_commit_callbacks):
    fichier = ranger(images.image("PNG"), "logo.png", "logo")
    with django_capture_on_commit_callbacks(execute=True):
        rangement.supprimer(fichier)
        assert default_storage.exists(fichier.cle)
    assert rien(rangement_prive)


def test_effacer_garde_l_empreinte(ranger, rangement_prive, django_capture_on_commit_callbacks):
    fichier = ranger(documents.pdf(), "Kbis de Fictive.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        rangement.effacer(fichier, instant=INSTANT)
    fichier = Fichier.objects.get()
    assert (fichier.efface_le, fichier.nom) == (INSTANT, "effacé")
    assert fichier.sha256 == sha256(documents.pdf()).hexdigest()
    assert not (rangement_prive / fichier.cle).exists()


@pytest.mark.parametrize("faits", [{"taille": 0}, {"sha256": "x" * 64}, {"genre": "derive"}])
def test_la_base_refuse_un_fichier_incoherent(ranger, faits):
    fichier = ranger(documents.pdf())
    with pytest.raises(DatabaseError), transaction.atomic():
        Fichier.objects.filter(pk=fichier.pk).update(**faits)
    assert connection.is_usable()
