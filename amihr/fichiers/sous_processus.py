"""The site's side of the limited subprocess that opens foreign files (`amihr.fichiers.analyse`)."""

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

RACINE = Path(__file__).resolve().parents[2]
SECONDES = 10
MARGE = 2


class Veilleur:
    """One waiting subprocess for this process, started at the first file, started again if it died.

    It receives no environment: the site's secrets are out of reach of whatever a file makes it do.
    """

    def __init__(self):
        self._verrou = threading.Lock()
        self._guichet = None
        self._enfant = None
        self._pid = None

    def analyser(self, demande):
        """The verdict on one file, as `analyse.analyser` returns it.

        A file that needs more than 10 s or 512 MiB, or that kills its parser, gets the verdict of a refusal.
        Raises OSError when no subprocess can be started.
        """
        recu, donne = os.pipe()
        with open(recu, "rb", buffering=0) as reponse:
            debut = time.monotonic()
            try:
                self._envoyer(json.dumps(demande).encode(), donne)
            finally:
                os.close(donne)
            verdict = _lire(reponse, debut)
        if verdict is None:
            self._tuer()
            return _refus("fichier_analyse_trop_longue")
        return verdict

    def _envoyer(self, message, descripteur):
        with self._verrou:
            try:
                socket.send_fds(self._ouvert(), [message], [descripteur])
            except OSError:  # it was killed: one fresh start, then the error is the caller's
                self._fermer()
                socket.send_fds(self._ouvert(), [message], [descripteur])

    def _ouvert(self):
        if self._guichet is None or self._pid != os.getpid():
            ici, la_bas = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with la_bas:
                self._enfant = subprocess.Popen(
                    [sys.executable, "-m", "amihr.fichiers.analyse", "--veilleur", str(la_bas.fileno())],
                    cwd=RACINE,
                    env={"LANG": "C.UTF-8"},
                    stdin=subprocess.DEVNULL,
                    pass_fds=[la_bas.fileno()],
                )
            self._guichet, self._pid = ici, os.getpid()
        return self._guichet

    def _tuer(self):
        """The kernel ends a child after 10 s: later than that, it is the waiting subprocess that is stuck."""
        with self._verrou:
            if self._enfant is not None and self._pid == os.getpid():
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
                self._enfant.wait(timeout=SECONDES + MARGE)
        self._guichet = self._enfant = None


def _lire(reponse, debut):
    """Read up to the end of the pipe: the child closes it by answering or by dying. None if it does neither."""
    morceaux = []
    guetteur = select.poll()  # select() refuses descriptors beyond 1023
    guetteur.register(reponse, select.POLLIN)
    while True:
        reste = debut + SECONDES + MARGE - time.monotonic()
        if reste <= 0 or not guetteur.poll(reste * 1000):
            return None
        if not (morceau := reponse.read(65_536)):
            break
        morceaux.append(morceau)
    if morceaux:
        return json.loads(b"".join(morceaux))
    trop_long = time.monotonic() - debut >= SECONDES - 0.5
    return _refus("fichier_analyse_trop_longue" if trop_long else "fichier_analyse_impossible")


def _refus(code):
    return {"admis": False, "code": code, "details": {}}


VEILLEUR = Veilleur()
atexit.register(VEILLEUR.fermer)
