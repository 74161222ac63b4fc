"""Uploads as they arrive: cut in the middle, too large, several in one body."""

import errno
import io

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError
from django.test import RequestFactory

from amihr.fichiers import reception
from amihr.fichiers.controle import controler
from amihr.fichiers.genres import limites_du_genre
from amihr.socle.refus import ActeRefuse


def corps(octets, nom="kbis.pdf"):
    entete = f'--F\r\nContent-Disposition: form-data; name="fichier"; filename="{nom}"\r\n\r\n'.encode()
    return entete + octets + b"\r\n--F--\r\n"


def requete(recus, annonces=None):
    environnement = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        CONTENT_TYPE="multipart/form-data; boundary=F",
        CONTENT_LENGTH=str(annonces or len(recus)),
    )
    return WSGIRequest(environnement | {"wsgi.input": io.BytesIO(recus)})


@pytest.mark.parametrize("part", [0.3, 0.5, 0.99])
def test_envoi_coupe_n_est_pas_pris_pour_un_fichier(part):
    entier = corps(b"%PDF-" + b"x" * 200_000)
    coupe = requete(entier[: int(len(entier) * part)], annonces=len(entier))
    with pytest.raises(UnreadablePostError):
        coupe.FILES  # noqa: B018


def test_envoi_repris_passe():
    fichier = requete(corps(b"%PDF-" + b"x" * 200_000)).FILES["fichier"]
    assert (fichier.name, fichier.size) == ("kbis.pdf", 200_005)
    fichier.close()


def test_envoi_demesure_ecrit_jusqu_a_la_limite_seulement(monkeypatch):
    monkeypatch.setattr(reception, "PLUS_GRAND_FICHIER", 100_000)
    fichier = requete(corps(b"x" * 900_000)).FILES["fichier"]
    assert fichier.size == 100_001
    assert len(fichier.read()) == 100_001
    fichier.close()


def test_fichier_a_la_limite_garde_tous_ses_octets(monkeypatch):
    monkeypatch.setattr(reception, "PLUS_GRAND_FICHIER", 100_000)
    fichier = requete(corps(b"x" * 100_000)).FILES["fichier"]
    assert fichier.size == 100_000
    fichier.close()


def test_fichier_toujours_sur_disque():
    fichier = requete(corps(b"x")).FILES["fichier"]
    with open(fichier.temporary_file_path(), "rb") as octets:
        assert octets.read() == b"x"
    fichier.close()


@pytest.fixture
def disque_plein(monkeypatch):
    def ecrire(fichier, octets):
        raise OSError(errno.ENOSPC, "plein")

    monkeypatch.setattr(TemporaryUploadedFile, "write", ecrire, raising=False)


def test_disque_plein_pendant_l_envoi_refuse_avec_sa_raison(disque_plein):
    fichier = requete(corps(b"%PDF-" + b"x" * 200_000)).FILES["fichier"]
    with pytest.raises(ActeRefuse, match="stockage_indisponible"):
        controler(fichier, genre="kbis", limites=limites_du_genre("kbis")).__enter__()
    fichier.close()
