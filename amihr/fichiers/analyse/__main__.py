"""The subprocess that opens foreign files: `python -m amihr.fichiers.analyse`.

With a path and a type, it analyses that file and prints the verdict as JSON. With `--veilleur FD`, it stays
ready on that socket and forks one limited child a file: at the closing ten files a second arrive.
"""

import argparse
import json
import sys

from amihr.fichiers.bornes import se_limiter, veiller

from . import analyser

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


def verdict(demande):
    """`analyser()` behind the limits, as JSON bytes; what it cannot survive becomes a verdict too."""
    se_limiter()
    try:
        reponse = analyser(demande)
    except Exception as erreur:  # noqa: BLE001  a foreign file may raise anything: it is then not acceptable
        sys.stderr.write(f"analyse impossible : {type(erreur).__name__}\n")
        reponse = {"admis": False, "code": "fichier_analyse_impossible", "details": {}}
    return json.dumps(reponse).encode()


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
        veiller(choix.veilleur, verdict)
    elif choix.chemin and choix.type:
        demande = {"chemin": choix.chemin, "type": choix.type, "derive": choix.derive}
        sys.stdout.write(verdict(demande | {"limites": LIMITES_LARGES | choix.limites}).decode() + "\n")
    else:
        lecteur.error("il faut un chemin et un type, ou --veilleur")


if __name__ == "__main__":
    principal()
