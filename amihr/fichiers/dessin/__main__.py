"""The subprocess that draws foreign files: `python -m amihr.fichiers.dessin --veilleur FD`, started by the worker."""

import argparse
import json
import sys

from amihr.fichiers.bornes import MIO, se_limiter, veiller

from . import dessiner

MEMOIRE = 768 * MIO  # a photograph of 40 Mpx inside of a page, decoded, and the page


def reponse(demande):
    """`dessiner()` behind the limits, as JSON bytes; what it cannot survive is a page that cannot be drawn."""
    se_limiter(MEMOIRE)
    try:
        dessin = dessiner(demande)
    except Exception as erreur:  # noqa: BLE001  a foreign file may raise anything: its page is then not drawn
        sys.stderr.write(f"dessin impossible : {type(erreur).__name__}\n")
        dessin = {"dessinee": False, "code": "page"}
    return json.dumps(dessin).encode()


def principal():
    """The command line."""
    lecteur = argparse.ArgumentParser(prog="python -m amihr.fichiers.dessin")
    lecteur.add_argument("--veilleur", type=int, required=True)
    veiller(lecteur.parse_args().veilleur, reponse)


if __name__ == "__main__":
    principal()
