"""The subprocess that opens foreign files: `python -m amihr.fichiers.analyse`.

With a path and a type, it analyses that file and prints the verdict as JSON. With `--veilleur FD`, it stays
ready on that socket and forks one limited child a file: starting Python and its libraries costs 150 ms,
a fork 5 ms, and at the closing ten files a second arrive.
"""

import argparse
import json
import os
import resource
import signal
import socket
import sys

from . import analyser

ACCUSE = b" "
SECONDES = 10
SECONDES_D_ATTENTE = 30
MEMOIRE = 512 * 1024**2
FICHIER_ECRIT = 32 * 1024**2
LIMITES_LARGES = {
    "pages_max": 200,
    "flux_max": 200 * 1024**2,
    "flux_total_max": 500 * 1024**2,
    "cote_min": 1,
    "cote_max": 8000,
    "pixels_max": 40_000_000,
    "images_max": 0,
    "bloc_max": 1024**2,
}


def se_limiter():
    """Bound this process for good: the kernel ends it after 10 s of work, it never holds more than 512 MiB.

    On a machine that is short of processor, ten seconds of work may take longer: up to 30 s by the wall.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDES_D_ATTENTE)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDES, SECONDES))
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE, MEMOIRE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FICHIER_ECRIT, FICHIER_ECRIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def verdict(demande):
    """`analyser()` behind the limits, as JSON bytes; what it cannot survive becomes a verdict too."""
    se_limiter()
    try:
        reponse = analyser(demande)
    except Exception as erreur:  # noqa: BLE001  a foreign file may raise anything: it is then not acceptable
        sys.stderr.write(f"analyse impossible : {type(erreur).__name__}\n")
        reponse = {"admis": False, "code": "fichier_analyse_impossible", "details": {}}
    return json.dumps(reponse).encode()


def veiller(numero):
    """Answer each request that arrives on the socket until its other end closes."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel forgets finished children by itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the site, whose end closes the socket
    with socket.socket(fileno=numero) as guichet:
        while True:
            message, descripteurs, _, _ = socket.recv_fds(guichet, 65_536, 1)
            if not message:
                return
            if not os.fork():
                _repondre(message, descripteurs[0])
            for descripteur in descripteurs:
                os.close(descripteur)


def _repondre(message, descripteur):
    """In the child: say that the file is taken, write the verdict, leave without running anything of the parent's."""
    try:
        os.write(descripteur, ACCUSE)
        os.write(descripteur, verdict(json.loads(message)))
    finally:
        os._exit(0)


def principal():
    """The command line."""
    lecteur = argparse.ArgumentParser(prog="python -m amihr.fichiers.analyse")
    lecteur.add_argument("chemin", nargs="?")
    lecteur.add_argument("type", nargs="?", choices=["pdf", "jpeg", "png", "webp", "mp4", "webm"])
    lecteur.add_argument("--limites", type=json.loads, default={})
    lecteur.add_argument("--derive")
    lecteur.add_argument("--veilleur", type=int)
    choix = lecteur.parse_args()
    if choix.veilleur is not None:
        veiller(choix.veilleur)
    elif choix.chemin and choix.type:
        demande = {"chemin": choix.chemin, "type": choix.type, "derive": choix.derive}
        sys.stdout.write(verdict(demande | {"limites": LIMITES_LARGES | choix.limites}).decode() + "\n")
    else:
        lecteur.error("il faut un chemin et un type, ou --veilleur")


if __name__ == "__main__":
    principal()
