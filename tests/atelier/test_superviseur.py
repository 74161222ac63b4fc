"""What `make demo` refuses, and how it says the way out."""

import os
import socket
import sys
import urllib.request

import pytest

from amihr.atelier import bibliotheques, chemins, processus, superviseur
from amihr.atelier.superviseur import Demo, DemoImpossible


@pytest.fixture
def demo(tmp_path, monkeypatch):
    for nom in ("PORT", "DATABASE_URL", "REDIS_URL", "HOTE"):
        monkeypatch.delenv(nom, raising=False)
    monkeypatch.setattr(chemins, "VAR", tmp_path)
    monkeypatch.setattr(superviseur, "DOSSIER", tmp_path)
    monkeypatch.setattr(superviseur, "ETAT", tmp_path / "processus.json")
    return Demo


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_un_port_impossible_est_refuse(demo, monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(DemoImpossible, match="n’est pas un numéro de port"):
        demo()


def test_un_port_pris_est_dit_avec_un_port_libre(demo, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as occupant:
        monkeypatch.setenv("PORT", str(occupant.getsockname()[1]))
        with pytest.raises(DemoImpossible, match=r"déjà pris. Essayez : make demo PORT=\d+"):
            demo().tenir()


def test_deux_depots_lances_ensemble_ne_prennent_pas_le_meme_port(demo, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as libre:
        monkeypatch.setenv("PORT", str(libre.getsockname()[1]))
    with demo()._prendre_le_port(), pytest.raises(DemoImpossible, match="déjà pris"):
        demo().tenir()


def test_le_site_repond_sur_le_port_que_le_superviseur_tient(demo, monkeypatch, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as libre:
        monkeypatch.setenv("PORT", str(libre.getsockname()[1]))
    with (tenue := demo())._prendre_le_port() as ecoute:
        site = [sys.executable, "-m", "gunicorn", "wsgiref.simple_server:demo_app", "--bind", f"fd://{ecoute.fileno()}"]
        enfant = processus.lancer(
            site, journal=tmp_path / "web.log", environnement=os.environ, cwd=tmp_path, herites=[ecoute.fileno()]
        )
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{tenue.port}/", timeout=60) as reponse:
                assert reponse.read().startswith(b"Hello world!")
        finally:
            processus.arreter([enfant])


def test_une_seconde_demonstration_du_meme_depot_est_refusee(demo):
    moi = superviseur.os.getpid()
    processus.noter(superviseur.ETAT, [], port=8042, superviseur=moi, naissance=processus.naissance(moi))
    with pytest.raises(DemoImpossible, match="tourne déjà ici : http://localhost:8042"):
        demo().tenir()


def test_la_base_d_un_autre_n_est_pas_effacee(demo, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://quelqu_un@ailleurs/base")
    with pytest.raises(DemoImpossible, match="videz-la vous-même"):
        demo().effacer()


def test_sans_droit_d_installer_la_ligne_a_taper_est_dite(monkeypatch):
    monkeypatch.setattr(bibliotheques.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bibliotheques.shutil, "which", lambda nom: None)
    with pytest.raises(bibliotheques.PaquetsManquants, match=r"sudo apt-get install -y .* chromium"):
        bibliotheques.installer_chromium()


def test_la_cle_de_la_demonstration_est_gardee_et_privee(demo, tmp_path):
    cle = chemins.cle_de_la_demo()
    assert (chemins.cle_de_la_demo(), len(cle) >= 50) == (cle, True)
    assert (tmp_path / "demo" / "cle").stat().st_mode & 0o077 == 0
