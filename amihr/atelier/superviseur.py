"""`make demo`: from nothing to a site that answers, then everything stopped again by Ctrl-C."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from amihr.atelier import bibliotheques, chemins, processus
from amihr.atelier.moteurs import Moteurs

DOSSIER = chemins.VAR / "demo"
ETAT = DOSSIER / "processus.json"
STATIQUES = [
    chemins.RACINE / "static",
    chemins.RACINE / "amihr" / "pilotage" / "demo" / "static",
    chemins.RACINE / "uv.lock",
]
MIGRATIONS = [chemins.RACINE / salle for salle in ("amihr", "candidatures", "evaluation", "catalogue", "uv.lock")]
PORT_USUEL = 8000
ATTENTE = 90


class DemoImpossible(Exception):
    """The demonstration cannot start; the message says why and what to do."""


class Demo:
    """The demonstration of this checkout."""

    def __init__(self):
        self.moteurs = Moteurs("demo")
        self.port = _port_demande()
        self.hote = os.environ.get("HOTE", "127.0.0.1")
        self.adresse = f"http://localhost:{self.port}"
        # What was done to the database is remembered beside it: another database starts from nothing.
        autre = os.environ.get("DATABASE_URL", "")
        self.marques = DOSSIER / f"marques-{_condenser(autre)}" if autre else self.moteurs.marques
        self.enfants = []
        self.ecoute = None
        self.arret_demande = False

    def tenir(self):
        """Start everything, say where to look, wait for Ctrl-C, stop everything; returns the exit status.

        Raises DemoImpossible, MoteurIndisponible, PaquetsManquants, after stopping what had started.
        """
        DOSSIER.mkdir(parents=True, exist_ok=True)
        self._refuser_deux_fois()
        processus.balayer(ETAT)
        self.ecoute = self._prendre_le_port()
        for appel in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(appel, self._demander_l_arret)
        try:
            self._preparer()
            self._lancer()
            self._attendre()
            self._dire()
            return self._veiller()
        except _Arret:
            return 0
        finally:
            self._arreter()

    def effacer(self):
        """Forget every row, file and mail of the demonstration. Raises DemoImpossible while it runs."""
        self._refuser_deux_fois()
        processus.balayer(ETAT)
        if os.environ.get("DATABASE_URL"):
            raise DemoImpossible("La base de DATABASE_URL n’est pas la nôtre : videz-la vous-même.")
        self.moteurs.effacer()
        shutil.rmtree(DOSSIER, ignore_errors=True)

    # --- Steps ---------------------------------------------------------------------------------------------

    def _preparer(self):
        bibliotheques.installer_pango()
        if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
            self._etape("PostgreSQL et Redis")
            self.moteurs.demarrer()
        self._etape("base de données")
        statiques = self._collecter_les_statiques()
        self._oublier_un_chargement_interrompu()
        self._une_fois("base", _empreinte(MIGRATIONS), "preparer_base")
        if not (DOSSIER / "cachet.p12").exists():
            self._manage("preparer_cachet")
        if statiques and statiques.wait():
            raise DemoImpossible(f"Les fichiers statiques n’ont pas pu être préparés : voir {DOSSIER}/statiques.log")
        if not self._est_marquee("chargee", ""):
            self._etape("données de démonstration")
            self._marquer("chargement", "")
            self._marquer("comptes", self._manage("charger_demo"))
            self._marquer("chargee", "")

    def _une_fois(self, marque, empreinte, *commande):
        """Run a command of manage.py unless it has run on this database for this fingerprint."""
        if not self._est_marquee(marque, empreinte):
            self._manage(*commande)
            self._marquer(marque, empreinte)

    def _oublier_un_chargement_interrompu(self):
        """Half a demonstration is worth none: start again from an empty database, if it is ours."""
        if self._est_marquee("chargement", "") and not self._est_marquee("chargee", ""):
            if not os.environ.get("DATABASE_URL"):
                self.moteurs.vider()
            shutil.rmtree(self.marques)

    def _est_marquee(self, marque, empreinte):
        fichier = self.marques / marque
        return fichier.exists() and fichier.read_text() == empreinte

    def _marquer(self, marque, empreinte):
        self.marques.mkdir(parents=True, exist_ok=True)
        (self.marques / marque).write_text(empreinte)

    def _collecter_les_statiques(self):
        """Start collecting if a source changed; returns the child, or None."""
        empreinte = _empreinte(STATIQUES)
        marque = DOSSIER / "statiques"
        if marque.exists() and marque.read_text() == empreinte and (chemins.VAR / "static").exists():
            return None
        marque.write_text(empreinte)
        commande = [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "-v", "0"]
        return self._enfant(commande, "statiques.log")

    def _lancer(self):
        self._etape("site, tâches et horloge des tâches")
        gunicorn = ["-m", "gunicorn", "amihr.wsgi", "--bind", f"fd://{self.ecoute.fileno()}", "--workers", "2"]
        gunicorn += ["--threads", "4", "--preload", "--graceful-timeout", "5", "--log-level", "warning"]
        celery = ["-m", "celery", "-A", "amihr.celery", "worker", "-B", "-s", str(DOSSIER / "beat"), "-c", "1"]
        celery += ["--without-gossip", "--without-mingle", "-l", "warning"]
        self.enfants = [
            self._enfant([sys.executable, *gunicorn], "web.log", herites=[self.ecoute.fileno()], CONNEXIONS="4"),
            self._enfant([sys.executable, *celery], "taches.log"),
        ]
        processus.noter(ETAT, self.enfants, port=self.port, superviseur=os.getpid(),
                        naissance=processus.naissance(os.getpid()))  # fmt: skip

    def _attendre(self):
        """Wait until the site says that it can work."""
        limite = time.monotonic() + ATTENTE
        while time.monotonic() < limite:
            self._constater_les_morts()
            if _repond(f"http://127.0.0.1:{self.port}/sante/"):
                return
            time.sleep(0.1)
        raise DemoImpossible(f"Le site ne répond pas après {ATTENTE} secondes : voir {DOSSIER}/web.log")

    def _veiller(self):
        while True:
            self._constater_les_morts()
            time.sleep(0.5)

    def _constater_les_morts(self):
        if self.arret_demande:
            raise _Arret
        for enfant, journal in zip(self.enfants, ("web.log", "taches.log"), strict=True):
            if enfant.poll() is not None:
                raise DemoImpossible(f"Un processus s’est arrêté : voir {DOSSIER / journal}")

    def _arreter(self):
        if self.enfants:
            print("\nArrêt…", flush=True)
        self.ecoute.close()
        processus.arreter(self.enfants)
        self.moteurs.arreter()
        ETAT.unlink(missing_ok=True)

    # --- Refusals ------------------------------------------------------------------------------------------

    def _refuser_deux_fois(self):
        etat = processus.lire(ETAT)
        if etat and processus.vit(etat["superviseur"], etat["naissance"]):
            raise DemoImpossible(
                f"La démonstration tourne déjà ici : http://localhost:{etat['port']} (Ctrl-C dans son terminal l’arrête)."
            )

    def _prendre_le_port(self):
        """Listen on the port from now on: the site will inherit this very socket, nobody can come between."""
        try:
            return socket.create_server((self.hote, self.port), backlog=512)
        except OSError as erreur:
            libre = _port_libre(self.hote, self.port + 1)
            raise DemoImpossible(f"Le port {self.port} est déjà pris. Essayez : make demo PORT={libre}") from erreur

    # --- Means ---------------------------------------------------------------------------------------------

    def _demander_l_arret(self, *_):
        self.arret_demande = True

    def _etape(self, nom):
        if self.arret_demande:
            raise _Arret
        print(f"  {nom}…", flush=True)

    def _manage(self, *commande):
        """Run a command of manage.py and return what it printed, which is shown only when it fails."""
        fait = subprocess.run(
            [sys.executable, "manage.py", *commande], cwd=chemins.RACINE, env=self._environnement(),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, start_new_session=True,
        )  # fmt: skip
        if fait.returncode:
            raise DemoImpossible(f"{fait.stdout}{fait.stderr}\n« manage.py {' '.join(commande)} » a échoué.")
        return fait.stdout

    def _enfant(self, commande, journal, herites=(), **variables):
        environnement, sortie = self._environnement() | variables, DOSSIER / journal
        return processus.lancer(
            commande, journal=sortie, environnement=environnement, cwd=chemins.RACINE, herites=herites
        )

    def _environnement(self):
        propres = {
            "DJANGO_SETTINGS_MODULE": "amihr.settings.demo",
            "ADRESSE_PUBLIQUE": self.adresse,
            "PYTHONUNBUFFERED": "1",
        }
        return os.environ | propres

    def _dire(self):
        print(f"\nAMIHR est prêt : {self.adresse}\n")
        print(f"Comptes de la démonstration :\n{(self.marques / 'comptes').read_text()}")
        print(f"Entrer en un clic, scènes et courriels : {self.adresse}/demo/")
        print(f"Visite guidée : {self.adresse}/demo/visite/")
        print("Ctrl-C arrête tout. « make demo-reset » remet les données à zéro.", flush=True)


class _Arret(Exception):
    """Somebody asked to stop."""


def _port_demande():
    demande = os.environ.get("PORT") or str(PORT_USUEL)
    if not demande.isdigit() or not 0 < int(demande) < 65536:
        raise DemoImpossible(f"PORT={demande} n’est pas un numéro de port (1 à 65535).")
    return int(demande)


def _port_libre(hote, depart):
    for port in range(depart, 65536):
        with socket.socket() as essai:
            if essai.connect_ex((hote, port)):
                return port
    return PORT_USUEL


def _repond(adresse):
    try:
        with urllib.request.urlopen(adresse, timeout=5) as reponse:  # noqa: S310 - our own address
            return reponse.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _empreinte(sources):
    """A fingerprint of files by name, size and date: cheap enough for each start."""
    fichiers = [f for source in sources for f in (source.rglob("*") if source.is_dir() else [source])]
    etats = [(str(f), f.stat()) for f in sorted(fichiers) if f.suffix != ".pyc" and f.is_file()]
    return _condenser("|".join(f"{nom} {etat.st_size} {etat.st_mtime_ns}" for nom, etat in etats))


def _condenser(texte):
    return hashlib.sha256(texte.encode()).hexdigest()[:16]
