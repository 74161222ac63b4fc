"""A whole site to break: engines, web and worker of its own, and candidates who file on it."""

import html
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid
from contextlib import closing, suppress

from amihr.atelier.moteurs import Moteurs
from tests.architecture.sources import RACINE

CHAMPS = re.compile(r'name="(csrfmiddlewaretoken|revisions|documents|pieces)" value="([^"]*)"')
ATTENTE = 120  # of a busy machine: beyond that, what was waited for will not come


def port_libre():
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


def attendre(condition, secondes=ATTENTE):
    """Return what the condition says once it is true."""
    limite = time.monotonic() + secondes
    while not (dit := condition()):
        assert time.monotonic() < limite, "rien n’est arrivé à temps"
        time.sleep(0.02)
    return dit


def vit(pid):
    """A process that is dead and that nobody has reaped yet has no command line any more."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as commande:
            return bool(commande.read())
    except OSError:
        return False


class Site:
    """Engines, web and worker of this test alone; each process is known by its PID."""

    def __init__(self, dossier):
        self.moteurs, self.port, self.dossier = Moteurs("depots"), port_libre(), dossier
        self.enfants = {}

    @property
    def environnement(self):
        return os.environ | {
            "DATABASE_URL": self.moteurs.url_postgres(), "DATABASE_URL_PROPRIETAIRE": self.moteurs.url_postgres("amihr"),
            "REDIS_URL": self.moteurs.url_redis(), "DJANGO_SETTINGS_MODULE": "tests.pannes.reglages",
            "DEMO_DOSSIER": str(self.dossier), "CONNEXIONS": "4",
        }  # fmt: skip

    def executer(self, *commande):
        """Run a command of the house on these engines; returns what it printed."""
        fait = subprocess.run([sys.executable, *commande], cwd=RACINE, env=self.environnement, capture_output=True,
                              text=True, check=False)  # fmt: skip
        assert fait.returncode == 0, fait.stdout + fait.stderr
        return fait.stdout

    def demarrer(self):
        self.moteurs.effacer()
        self.moteurs.demarrer()
        subprocess.run([sys.executable, "manage.py", "preparer_base"], cwd=RACINE, check=True, capture_output=True,
                       env=self.environnement | {"ROLE_DE_BASE": "proprietaire"})  # fmt: skip
        self.relancer()

    def relancer(self):
        """Start again what is dead, as the supervisor of a real machine does."""
        self.moteurs.demarrer()
        gunicorn = [
            "-m",
            "gunicorn",
            "amihr.wsgi",
            "--bind",
            f"127.0.0.1:{self.port}",
            "--workers",
            "2",
            "--threads",
            "4",
            "--graceful-timeout",
            "3",
        ]
        celery = ["-m", "celery", "-A", "amihr.celery", "worker", "-B", "-s", str(self.dossier / "beat"), "-c", "1"]
        for nom, commande in (("web", gunicorn), ("taches", celery)):
            enfant = self.enfants.get(nom)
            if enfant is None or enfant.poll() is not None:
                with (self.dossier / f"{nom}.log").open("ab") as journal:
                    self.enfants[nom] = subprocess.Popen(
                        [sys.executable, *commande], cwd=RACINE, env=self.environnement, stdout=journal, stderr=journal,
                        start_new_session=True,
                    )  # fmt: skip
        self.attendre()

    def liaison(self):
        return closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5))

    def attendre(self):
        limite = time.monotonic() + ATTENTE
        while time.monotonic() < limite:
            with suppress(OSError, http.client.HTTPException), self.liaison() as liaison:
                liaison.request("GET", "/reglement/")
                if liaison.getresponse().status in (200, 404):  # 404: no call has been made yet
                    return
            time.sleep(0.1)
        raise AssertionError((self.dossier / "web.log").read_text()[-3000:])

    def tuer(self, nom):
        """kill -9 a child and everything that it started: they are its own process group."""
        enfant = self.enfants[nom]
        os.killpg(enfant.pid, signal.SIGKILL)
        enfant.wait()
        assert enfant.returncode == -signal.SIGKILL

    def tuer_un_serveur_de_requetes(self):
        un = "SELECT pid FROM pg_stat_activity WHERE usename = 'amihr_web' ORDER BY random() LIMIT 1"
        self._abattre(int(attendre(lambda: self.moteurs.psql(un))))

    def tuer_postgres(self):
        self._abattre(int((self.moteurs.donnees / "postmaster.pid").read_text().split()[0]))
        assert not self.moteurs.postgres_repond()

    def tuer_redis(self):
        with socket.socket(socket.AF_UNIX) as ligne:
            ligne.connect(str(self.moteurs.socket_redis))
            ligne.sendall(b"INFO server\r\n")
            self._abattre(int(re.search(rb"process_id:(\d+)", ligne.recv(10_000))[1]))
        assert not self.moteurs.redis_repond()

    def _abattre(self, pid):
        """kill -9 a process that is nobody's child here; returns once it is gone."""
        os.kill(pid, signal.SIGKILL)
        attendre(lambda: not vit(pid))

    def arreter(self):
        for nom, enfant in self.enfants.items():
            if enfant.poll() is None:
                self.tuer(nom)
        self.moteurs.effacer()


class Client(threading.Thread):
    """A candidate who files again and again; an answer that does not come is asked for again with the same key."""

    patience = 10  # seconds

    def __init__(self, port, reference, session, arret):
        super().__init__(daemon=True)
        self.port, self.reference, self.session, self.arret = port, reference, session, arret
        self.recus, self.essais, self.refus = set(), 0, []

    def run(self):
        while not self.arret.is_set():
            try:
                champs = self.page_de_verification()
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(0.1)
                continue
            cle = str(uuid.uuid4())
            while not self.deposer(champs, cle):
                time.sleep(0.1)

    def demander(self, methode, chemin, corps=None, temoins="", genre="application/x-www-form-urlencoded"):
        liaison = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        entetes = {"Cookie": f"{self.session}{temoins}", "Host": f"localhost:{self.port}"}
        if corps is not None:
            entetes["Content-Type"] = genre
        try:
            liaison.request(methode, f"/candidatures/{self.reference}/{chemin}", corps, entetes)
            reponse = liaison.getresponse()
            return reponse.status, reponse.headers, reponse.read().decode()
        finally:
            liaison.close()

    def page_de_verification(self):
        statut, entetes, page = self.demander("GET", "verification/")
        if statut != 200:
            raise ValueError(statut)
        jeton = re.search(r"csrftoken=([^;]+)", entetes["Set-Cookie"])[1]
        champs = [(nom, html.unescape(valeur)) for nom, valeur in CHAMPS.findall(page)]
        if "revisions" in dict(champs):
            self.formulaire = [champ for champ in champs if champ[0] != "csrfmiddlewaretoken"]
        # Once filed, an unchanged draft has no form any more: what the first page showed is sent again, under a new key.
        secrets = [champ for champ in champs if champ[0] == "csrfmiddlewaretoken"]
        return jeton, [*dict.fromkeys(secrets[:1] + self.formulaire), ("acceptation", "1")]

    def envoyer(self, champs, cle):
        jeton, formulaire = champs
        corps = urllib.parse.urlencode([*formulaire, ("cle", cle)])
        return self.demander("POST", "deposer/", corps, f"; csrftoken={jeton}")

    def deposer(self, champs, cle):
        """Post the form; tells whether an answer came. A redirection to a version is the receipt."""
        self.essais += 1
        try:
            statut, entetes, page = self.envoyer(champs, cle)
        except (OSError, http.client.HTTPException):
            return False
        if statut >= 500:
            return False
        if statut == 302:
            numero = int(re.search(r"/depots/(\d+)/$", entetes["Location"])[1])
            self.recus.add((self.reference, numero, cle))
        else:
            self.refus.append((statut, re.sub(r"\s+", " ", page)[-300:]))
        return True


def verifier_l_histoire(site, recus):
    lu = json.loads(site.executer("-m", "tests.pannes.preparation", "relire"))
    versions = [tuple(version) for version in lu["versions"] if version[0] in {recu[0] for recu in recus}]
    assert len(versions) == len(set(versions))
    assert set(versions) == recus
    assert lu["defauts"] == []
    assert "intacte" in site.executer("manage.py", "verifier_journal")
