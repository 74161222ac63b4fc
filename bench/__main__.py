"""python -m bench [P3 P11 …]: measure, print a table, add one JSON line a measure to resultats/<date>.jsonl."""

import json
import sys
import warnings
from datetime import date
from importlib import import_module
from pathlib import Path

import django

from . import banc

RESULTATS = Path(__file__).parent / "resultats"
ENTETE = f"{'charge':<34}{'taille':<16}{'mesure':>10}{'plancher':>10}{'rapport':>9}{'SQL':>5}{'gzip':>8}  cibles"


def main(voulues):
    """Measure what is asked (everything by default), and return how many targets were missed."""
    warnings.simplefilter("ignore")
    commun = {"le": date.today().isoformat(), **banc.machine()}  # noqa: TID251 - the day of the run, no clock of the call
    lignes = []
    RESULTATS.mkdir(exist_ok=True)
    print(ENTETE)
    with banc.base_neuve():
        django.setup()
        # Loaded now: models need the settings, and the settings need the database that has just been made.
        serie = import_module("bench.serie")
        for ligne in serie.mesures(voulues):
            lignes.append(ligne)
            print(_en_mots(ligne), flush=True)
            with (RESULTATS / f"{commun['le']}.jsonl").open("a") as sortie:
                sortie.write(json.dumps(commun | ligne, ensure_ascii=False) + "\n")
    return sum(not ligne["tenue"] for ligne in lignes)


def _en_mots(ligne):
    cibles = ", ".join(f"{mesure} ≤ {limite:g}" for mesure, limite in ligne["cibles"].items())
    return (
        f"{ligne['charge']:<34}{ligne['taille']:<16}{ligne.get('mesure_ms', ligne.get('memoire_mo')):>10}{ligne.get('plancher_ms', ''):>10}"
        f"{ligne.get('rapport', ''):>9}{ligne.get('sql', ''):>5}{ligne.get('octets_gzip', ''):>8}"
        f"  {'tenue ' if ligne['tenue'] else 'MANQUÉE'} ({cibles})"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
