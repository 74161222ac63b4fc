"""The site's side of the limited subprocesses that open foreign files: `amihr.fichiers.analyse`, `amihr.fichiers.dessin`."""

import atexit
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from .bornes import ACCUSE, SECONDES

RACINE = Path(__file__).resolve().parents[2]
PRISE_EN_CHARGE = 10
PATIENCE = 32
ESSAIS = 2


class Veilleur:
    """One waiting subprocess for this process, `module`, started at the first file, started again if it died.

    It receives no environment: the site's secrets are out of reach of whatever a file makes it do.
    """

    def __init__(self, module="amihr.fichiers.analyse"):
        self.module = module
        self._verrou = threading.Lock()
        self._guichet = None
        self._enfant = None
        self._pid = None

    def analyser(self, demande):
        """The verdict on one file, as the module's own function returns it.

        A file that needs more than 10 s or 512 MiB, or that kills its parser, gets the verdict of a refusal. One
        that no parser took, because the waiting subprocess died or stopped, is given to a fresh one.
        Raises OSError when no subprocess takes it.
        """
        message = json.dumps(demande).encode()
        for _ in range(ESSAIS):
            recu, donne = os.pipe()
            with open(recu, "rb", buffering=0) as reponse:
                try:
                    guichet = self._envoyer(message, donne)
                finally:
                    os.close(donne)
                if _morceau(reponse, 1, PRISE_EN_CHARGE) == ACCUSE:
                    return _verdict(reponse)
            self._remplacer(guichet)
        raise OSError("no subprocess takes the file")

    def _envoyer(self, message, descripteur):
        with self._verrou:
            try:
                socket.send_fds(self._ouvert(), [message], [descripteur])
            except OSError:  # it was killed: one fresh start, then the error is the caller's
                self._fermer()
                socket.send_fds(self._ouvert(), [message], [descripteur])
            return self._guichet

    def _ouvert(self):
        if self._guichet is None or self._pid != os.getpid():
            ici, la_bas = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with la_bas:
                self._enfant = subprocess.Popen(
                    [sys.executable, "-m", self.module, "--veilleur", str(la_bas.fileno())],
                    cwd=RACINE,
                    env={"LANG": "C.UTF-8"},
                    stdin=subprocess.DEVNULL,
                    pass_fds=[la_bas.fileno()],
                )
            self._guichet, self._pid = ici, os.getpid()
        return self._guichet

    def _remplacer(self, guichet):
        """Kill the subprocess behind ``guichet``, unless another thread did: the next file starts a fresh one."""
        with self._verrou:
            if self._guichet is guichet and self._pid == os.getpid():
                self._enfant.kill()
                self._fermer()

    def fermer(self):
        """Stop the waiting subprocess, if this process started one."""
        with self._verrou:
            self._fermer()

    def _fermer(self):
        if self._guichet is not None:
            self._guichet.close()
            if self._pid == os.getpid():
                self._enfant.wait(timeout=PRISE_EN_CHARGE)
        self._guichet = self._enfant = None


def _morceau(reponse, octets, secondes):
    """Read what comes first; b"" at the end of the pipe, None if nothing comes in time."""
    guetteur = select.poll()  # select() refuses descriptors beyond 1023
    guetteur.register(reponse, select.POLLIN)
    return reponse.read(octets) if guetteur.poll(max(0, secondes) * 1000) else None


def _verdict(reponse):
    """Read up to the end of the pipe: the child closes it by answering or by dying, the kernel sees to it."""
    debut, lu = time.monotonic(), b""
    while morceau := _morceau(reponse, 65_536, debut + PATIENCE - time.monotonic()):
        lu += morceau
    if lu:
        return json.loads(lu)
    trop_long = time.monotonic() - debut >= SECONDES - 0.5
    return _refus("fichier_analyse_trop_longue" if trop_long else "fichier_analyse_impossible")


def _refus(code):
    return {"admis": False, "code": code, "details": {}}


VEILLEUR = Veilleur()
atexit.register(VEILLEUR.fermer)
