"""The parser is alone in a bounded process: killed, starved or stuck, it becomes a refusal."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from amihr.fichiers import sous_processus
from amihr.fichiers.genres import PLAFONDS
from amihr.fichiers.models import Genre
from amihr.fichiers.sous_processus import Veilleur
from tests.corpus import documents, images

PYTHON = {"cwd": settings.RACINE, "env": {}, "capture_output": True, "text": True, "check": True}


@pytest.fixture
def veilleur():
    veilleur = Veilleur()
    yield veilleur
    veilleur.fermer()


@pytest.fixture
def demande(tmp_path):
    def ecrire(octets, type_="pdf", **limites):
        chemin = tmp_path / "fichier"
        chemin.write_bytes(octets)
        limites = PLAFONDS[Genre.KBIS].pour_l_analyse() | limites
        return {"chemin": str(chemin), "type": type_, "limites": limites, "derive": None}

    return ecrire


def test_analyseur_tue_relance_au_fichier_suivant(veilleur, demande):
    assert veilleur.analyser(demande(documents.pdf()))["admis"]
    premier = veilleur._enfant.pid
    os.kill(premier, signal.SIGKILL)
    veilleur._enfant.wait()
    assert veilleur.analyser(demande(documents.pdf()))["admis"]
    assert veilleur._enfant.pid != premier


def test_image_trop_gourmande_refusee_sans_tuer_le_suivant(veilleur, demande):
    gourmande = demande(images.png_noir(24_000, 24_000), "png", cote_max=30_000, pixels_max=10**9)
    assert veilleur.analyser(gourmande)["code"] == "fichier_analyse_impossible"
    assert veilleur.analyser(demande(documents.pdf()))["admis"]


def test_analyseur_bloque_remplace_sans_que_le_fichier_en_souffre(demande, veilleur, monkeypatch):
    assert veilleur.analyser(demande(documents.pdf()))["admis"]
    bloque = veilleur._enfant
    monkeypatch.setattr(sous_processus, "PRISE_EN_CHARGE", 4)
    os.kill(bloque.pid, signal.SIGSTOP)
    assert veilleur.analyser(demande(documents.pdf()))["admis"]
    assert bloque.returncode == -signal.SIGKILL
    assert veilleur._enfant.pid != bloque.pid


def test_analyseur_mort_avec_un_fichier_en_attente_le_fichier_est_lu_par_le_suivant(demande, veilleur):
    assert veilleur.analyser(demande(documents.pdf()))["admis"]
    mourant = veilleur._enfant
    os.kill(mourant.pid, signal.SIGSTOP)
    with ThreadPoolExecutor() as fil:
        verdicts = [fil.submit(veilleur.analyser, demande(documents.pdf())) for _ in range(3)]
        while veilleur._verrou.locked() or fil._work_queue.qsize():
            time.sleep(0.01)
        time.sleep(0.2)
        os.kill(mourant.pid, signal.SIGKILL)
        assert [verdict.result()["admis"] for verdict in verdicts] == [True] * 3


def test_aucun_analyseur_ne_prend_le_fichier(demande, veilleur, monkeypatch):
    monkeypatch.setattr(sous_processus.sys, "executable", "/bin/false")
    with pytest.raises(OSError, match=r"no subprocess takes the file|Broken pipe"):
        veilleur.analyser(demande(documents.pdf()))


def test_chemin_absent_refuse(veilleur, demande):
    verdict = veilleur.analyser(demande(b"x") | {"chemin": "/nulle/part"})
    assert verdict == {"admis": False, "code": "fichier_analyse_impossible", "details": {}}


def test_le_noyau_tient_les_limites():
    code = (
        "import resource\nfrom amihr.fichiers.bornes import se_limiter\nse_limiter()\n"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])\n"
        "try:\n    bytearray(600 << 20)\nexcept MemoryError:\n    print('refus')\n"
    )
    sortie = subprocess.run([sys.executable, "-c", code], **PYTHON).stdout
    assert sortie.split() == [str(512 * 1024**2), "10", "refus"]


def test_l_alarme_tue_une_analyse_qui_dort():
    code = (
        "import time\nfrom amihr.fichiers import bornes as m\nm.SECONDES_D_ATTENTE = 1\nm.se_limiter()\ntime.sleep(9)"
    )
    sortie = subprocess.run([sys.executable, "-c", code], **PYTHON | {"check": False})
    assert sortie.returncode == -signal.SIGALRM


def test_l_analyse_n_importe_ni_django_ni_le_site():
    code = (
        "import sys, amihr.fichiers.analyse.__main__\nprint(*sorted(m for m in sys.modules if m.split('.')[0] in %r))"
    )
    salles = ("django", "celery", "candidatures", "evaluation", "catalogue", "psycopg", "boto3")
    assert subprocess.run([sys.executable, "-c", code % (salles,)], **PYTHON).stdout.strip() == ""


def test_l_analyse_ne_recoit_pas_les_secrets(veilleur, demande, monkeypatch):
    monkeypatch.setenv("CANARI", "secret")
    veilleur.analyser(demande(documents.pdf()))
    with open(f"/proc/{veilleur._enfant.pid}/environ", "rb") as environnement:
        assert b"CANARI" not in environnement.read()


def test_en_ligne_de_commande(demande):
    chemin = demande(documents.javascript())["chemin"]
    commande = [sys.executable, "-m", "amihr.fichiers.analyse", chemin, "pdf"]
    assert '"code": "pdf_javascript"' in subprocess.run(commande, **PYTHON).stdout
