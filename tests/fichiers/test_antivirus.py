"""The INSTREAM client against a small clamd, and what happens to files while it is away."""

import io
import socket
import struct
import threading
from datetime import UTC, datetime, timedelta

import pytest

from amihr.externes.antivirus import examiner
from amihr.fichiers.models import Analyse, Fichier
from amihr.fichiers.quarantaine import SANS_VERDICT_AU_PLUS, examiner_les_fichiers_en_attente
from amihr.fichiers.rangement import ranger
from amihr.socle.refus import ActeRefuse
from tests.corpus import documents

INSTANT = datetime(2026, 5, 1, tzinfo=UTC)


def lire(ligne, nombre):
    octets = b""
    while len(octets) < nombre and (morceau := ligne.recv(nombre - len(octets))):
        octets += morceau
    return octets


class Clamd:
    """A server that reads INSTREAM as clamd does and answers what it is told to."""

    def __init__(self):
        self.reponse = b"stream: OK\0"
        self.limite = None
        self.recus = []
        self.prise = socket.create_server(("127.0.0.1", 0))
        self.adresse = f"tcp://127.0.0.1:{self.prise.getsockname()[1]}"
        self.fil = threading.Thread(target=self.servir)
        self.fil.start()

    def servir(self):
        while True:
            try:
                ligne, _ = self.prise.accept()
            except OSError:
                return
            with ligne:
                assert lire(ligne, 10) == b"zINSTREAM\0"
                octets = b""
                while longueur := struct.unpack("!I", lire(ligne, 4))[0]:
                    octets += lire(ligne, longueur)
                self.recus.append(octets)
                trop = self.limite is not None and len(octets) > self.limite
                ligne.sendall(b"INSTREAM size limit exceeded. ERROR\0" if trop else self.reponse)

    def fermer(self):
        self.prise.shutdown(socket.SHUT_RDWR)
        self.prise.close()
        self.fil.join()


@pytest.fixture
def clamd(settings):
    serveur = Clamd()
    settings.ANTIVIRUS = serveur.adresse
    yield serveur
    serveur.fermer()


@pytest.fixture
def muet(settings):
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as prise:
        settings.ANTIVIRUS = f"tcp://127.0.0.1:{prise.getsockname()[1]}"


@pytest.fixture
def deposer(alice, envoi, rangement_prive):
    return lambda pages=1, instant=INSTANT: ranger(
        envoi(documents.pdf(pages=pages)), genre="kbis", par=alice, instant=instant
    )


@pytest.mark.parametrize(
    ("reponse", "verdict"),
    [
        (b"stream: OK\0", True),
        (b"stream: Eicar-Test-Signature FOUND\0", False),
        (b"INSTREAM size limit exceeded. ERROR\0", None),
        (b"", None),
        (b"OK\0", None),
    ],
)
def test_verdict_de_clamd(clamd, reponse, verdict):
    clamd.reponse = reponse
    octets = bytes(range(256)) * 1000
    assert examiner(io.BytesIO(octets)) is verdict
    assert clamd.recus == [octets]


def test_clamd_absent_se_distingue_d_un_flux_sans_verdict(muet):
    with pytest.raises(ConnectionError):
        examiner(io.BytesIO(b"x"))


def test_prise_unix_absente_est_un_clamd_absent(settings, tmp_path):
    settings.ANTIVIRUS = f"unix://{tmp_path}/clamd.ctl"
    with pytest.raises(ConnectionError):
        examiner(io.BytesIO(b"x"))


def test_fichier_infecte_refuse(clamd, deposer, rangement_prive):
    clamd.reponse = b"stream: Fictif FOUND\0"
    with pytest.raises(ActeRefuse, match="fichier_infecte"):
        deposer()
    assert not Fichier.objects.exists()
    assert not list(rangement_prive.iterdir())


def test_fichier_sain_garde_son_verdict(clamd, deposer):
    assert deposer().analyse == Analyse.SAIN


def test_la_quarantaine_attend_tant_que_l_antivirus_est_absent(muet, deposer):
    assert deposer().analyse == Analyse.EN_ATTENTE
    assert examiner_les_fichiers_en_attente() == 0
    assert Fichier.objects.en_quarantaine().count() == 1


@pytest.mark.parametrize(
    ("reponse", "analyse"), [(b"stream: OK\0", Analyse.SAIN), (b"stream: Fictif FOUND\0", Analyse.INFECTE)]
)
def test_la_quarantaine_finit_quand_l_antivirus_revient(deposer, settings, muet, request, reponse, analyse):
    fichier = deposer()
    request.getfixturevalue("clamd").reponse = reponse
    assert examiner_les_fichiers_en_attente() == 1
    fichier.refresh_from_db()
    assert fichier.analyse == analyse
    assert examiner_les_fichiers_en_attente() == 0


def lever(fichiers):
    """Have the quarantine looked at; returns what is then said of each file."""
    examiner_les_fichiers_en_attente()
    return [Fichier.objects.get(pk=fichier.pk).analyse for fichier in fichiers]


def test_un_fichier_trop_lourd_pour_l_antivirus_ne_retient_pas_les_suivants(deposer, settings, muet, request):
    lourd, leger = deposer(pages=40), deposer(instant=INSTANT + timedelta(hours=1))
    request.getfixturevalue("clamd").limite = leger.taille
    assert lever([lourd, leger]) == [Analyse.EN_ATTENTE, Analyse.SAIN]


def test_un_fichier_absent_du_stockage_ne_retient_pas_les_suivants(deposer, settings, muet, request, rangement_prive):
    perdu, present = deposer(), deposer(instant=INSTANT + timedelta(hours=1))
    request.getfixturevalue("clamd")
    (rangement_prive / perdu.cle).unlink()
    assert lever([perdu, present]) == [Analyse.EN_ATTENTE, Analyse.SAIN]


def test_un_tour_s_arrete_apres_quelques_fichiers_sans_verdict(deposer, settings, muet, request):
    fichiers = [deposer() for _ in range(SANS_VERDICT_AU_PLUS + 1)]
    clamd = request.getfixturevalue("clamd")
    clamd.reponse = b""
    assert lever(fichiers) == [Analyse.EN_ATTENTE] * len(fichiers)
    assert len(clamd.recus) == SANS_VERDICT_AU_PLUS
