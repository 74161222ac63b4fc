"""Children of the demonstration: found again after a kill -9, never confused with others."""

import os
import sys

import pytest

from amihr.atelier import processus

DORMEUR = [sys.executable, "-c", "import time; time.sleep(60)"]
SOURD = [sys.executable, "-c", "import signal, time; signal.signal(15, 1); print('pret', flush=True); time.sleep(60)"]


@pytest.fixture
def enfant(tmp_path):
    ne = processus.lancer(DORMEUR, journal=tmp_path / "journal", environnement=os.environ, cwd=tmp_path)
    yield ne
    ne.kill()
    ne.wait()


def test_un_numero_repris_par_un_autre_n_est_pas_arrete(enfant, tmp_path):
    fichier = tmp_path / "etat.json"
    fichier.write_text(f'{{"processus": {{"{enfant.pid}": "1"}}}}')
    assert processus.balayer(fichier) == 0
    assert enfant.poll() is None


def test_les_restes_d_un_kill_9_sont_arretes(enfant, tmp_path):
    fichier = tmp_path / "etat.json"
    processus.noter(fichier, [enfant])
    assert processus.balayer(fichier) == 1
    assert enfant.wait(timeout=60) != 0
    assert not fichier.exists()


def test_un_enfant_sourd_finit_par_s_arreter(tmp_path):
    journal = tmp_path / "journal"
    sourd = processus.lancer(SOURD, journal=journal, environnement=os.environ, cwd=tmp_path)
    while "pret" not in journal.read_text():
        pass
    processus.arreter([sourd], delai=0.3)
    assert sourd.returncode == -9


def test_un_enfant_ne_recoit_pas_le_ctrl_c_du_terminal(enfant):
    assert os.getsid(enfant.pid) != os.getsid(0)


def test_un_etat_illisible_est_ignore(tmp_path):
    fichier = tmp_path / "etat.json"
    fichier.write_text("{")
    assert processus.lire(fichier) == {}
