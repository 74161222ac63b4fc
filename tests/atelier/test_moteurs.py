"""The embedded engines: real ones, in a folder whose path has a space and an accent."""

import os
import signal
import socket
import stat
from pathlib import Path

import pytest

from amihr.atelier import chemins
from amihr.atelier.moteurs import MoteurIndisponible, Moteurs


@pytest.fixture
def moteurs(tmp_path, monkeypatch):
    """The engines of another checkout, "dossier été"; their files are removed afterwards."""
    racine = tmp_path / "dossier été"
    racine.mkdir()
    monkeypatch.setattr(chemins, "RACINE", racine)
    monkeypatch.setattr(chemins, "VAR", racine / "var")
    les_moteurs = Moteurs("tests")
    yield les_moteurs
    les_moteurs.effacer()


def pid_postgres(moteurs):
    return int((moteurs.donnees / "postmaster.pid").read_text().split()[0])


def attendre_la_mort(pid):
    while True:
        try:
            if not Path(f"/proc/{pid}/cmdline").read_bytes():
                return
        except OSError:
            return


def test_un_dossier_de_sockets_d_un_autre_est_refuse(moteurs):
    moteurs.sockets.mkdir(mode=0o777)
    moteurs.sockets.chmod(0o777)
    with pytest.raises(MoteurIndisponible, match="supprimez-le"):
        moteurs.demarrer()
    moteurs.sockets.rmdir()


def test_les_moteurs_demarrent_s_arretent_et_gardent_les_donnees(moteurs):
    moteurs.demarrer()
    moteurs.psql("CREATE TABLE essai (n int); INSERT INTO essai VALUES (7)", base="amihr")
    moteurs.arreter()
    assert (moteurs.postgres_repond(), moteurs.redis_repond()) == (False, False)
    moteurs.demarrer()
    assert moteurs.psql("SELECT n FROM essai", base="amihr") == "7"


def test_apres_un_kill_9_les_moteurs_redemarrent(moteurs):
    moteurs.demarrer()
    mort = pid_postgres(moteurs)
    os.kill(mort, signal.SIGKILL)
    attendre_la_mort(mort)
    moteurs.demarrer()
    assert moteurs.postgres_repond()
    assert pid_postgres(moteurs) != mort


def test_le_role_du_site_ne_possede_rien(moteurs):
    moteurs.demarrer()
    question = "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = 'amihr_web'"
    assert moteurs.psql(question) == "f"
    proprietaire = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'amihr'"
    assert moteurs.psql(proprietaire) == "amihr"


def test_les_moteurs_n_ecoutent_que_des_sockets_prives(moteurs):
    moteurs.demarrer()
    assert stat.S_IMODE(moteurs.sockets.stat().st_mode) == 0o700
    assert moteurs.psql("SHOW listen_addresses") == ""
    with socket.socket(socket.AF_UNIX) as redis:
        redis.connect(str(moteurs.socket_redis))
        redis.sendall(b"CONFIG GET port\r\n")
        assert redis.recv(100).endswith(b"$1\r\n0\r\n")


def test_deux_depots_ont_des_moteurs_differents(moteurs, monkeypatch, tmp_path):
    monkeypatch.setattr(chemins, "RACINE", tmp_path / "autre")
    autre = Moteurs("tests")
    assert {autre.sockets, autre.fichiers}.isdisjoint({moteurs.sockets, moteurs.fichiers})


def test_un_dossier_temporaire_trop_profond_est_contourne(monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/" + "x" * 100)
    assert len(os.fsencode(chemins.dossier_des_sockets("demo") / ".s.PGSQL.5432")) <= 107


def test_vider_laisse_une_base_neuve(moteurs):
    moteurs.demarrer()
    moteurs.psql("CREATE TABLE essai (n int)", base="amihr")
    moteurs.vider()
    assert moteurs.psql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", base="amihr") == "0"
