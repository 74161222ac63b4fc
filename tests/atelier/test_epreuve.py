"""Two runs of the tests in one checkout share its engines."""

import os
import subprocess
import sys
from fcntl import LOCK_SH, flock

from amihr.atelier import chemins, epreuve


def test_les_moteurs_restent_a_qui_s_en_sert_encore(tmp_path):
    with open(tmp_path / "verrou", "w") as finie:
        with open(tmp_path / "verrou", "w") as en_cours:
            flock(finie, LOCK_SH)
            flock(en_cours, LOCK_SH)
            assert not epreuve._est_seul(finie)
        assert epreuve._est_seul(finie)


def test_ce_qu_un_essai_compile_sert_au_suivant_meme_ou_python_ne_doit_rien_garder(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    dit = "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"
    commande = [sys.executable, "-c", dit]
    lu = subprocess.run(commande, env=epreuve._environnement(), capture_output=True, text=True, check=True)
    assert lu.stdout.split() == ["False", str(chemins.VAR / "pyc")]
    assert os.environ["PYTHONDONTWRITEBYTECODE"] == "1"
