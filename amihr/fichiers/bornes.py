"""A subprocess that opens foreign files: its limits, and how it waits for them. Imports nothing of the site."""

import json
import os
import resource
import signal
import socket

ACCUSE = b" "
SECONDES = 10
SECONDES_D_ATTENTE = 30
MIO = 1024**2
MEMOIRE = 512 * MIO
FICHIER_ECRIT = 32 * MIO


def se_limiter(memoire=MEMOIRE):
    """Bound this process for good: the kernel ends it after 10 s of work, it never holds more than `memoire`.

    On a machine that is short of processor, ten seconds of work may take longer: up to 30 s by the wall.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDES_D_ATTENTE)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDES, SECONDES))
    resource.setrlimit(resource.RLIMIT_AS, (memoire, memoire))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FICHIER_ECRIT, FICHIER_ECRIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def se_fermer():
    """From here on nothing more is opened, for good: no file, no font of the machine, no line to the network."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def veiller(numero, repondre):
    """Answer each request that arrives on the socket until its other end closes: `repondre(demande)` gives the bytes.

    Each is answered by a child of its own: starting Python and its libraries costs 150 ms, a fork 5 ms, and what one
    file makes of its reader dies with it.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel forgets finished children by itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the site, whose end closes the socket
    with socket.socket(fileno=numero) as guichet:
        while True:
            message, descripteurs, _, _ = socket.recv_fds(guichet, 65_536, 1)
            if not message:
                return
            if not os.fork():
                _repondre(message, descripteurs[0], repondre)
            for descripteur in descripteurs:
                os.close(descripteur)


def _repondre(message, descripteur, repondre):
    """In the child: say that the file is taken, write the answer, leave without running anything of the parent's."""
    try:
        os.write(descripteur, ACCUSE)
        reponse = repondre(json.loads(message))
        while reponse:
            reponse = reponse[os.write(descripteur, reponse) :]
    finally:
        os._exit(0)
