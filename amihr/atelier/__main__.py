"""The commands behind the Makefile: python -m amihr.atelier demo | effacer | moteurs | arreter | manage …"""

import subprocess
import sys

from amihr.atelier import bibliotheques, chemins, superviseur
from amihr.atelier.moteurs import MoteurIndisponible, Moteurs


def demo():
    """Hold the demonstration until Ctrl-C."""
    return superviseur.Demo().tenir()


def effacer():
    """Forget the demonstration's rows, files and mails."""
    superviseur.Demo().effacer()
    print("La démonstration est vide : « make demo » la recharge.")


def moteurs():
    """Start the engines of the demonstration and leave them running, for manage.py by hand."""
    les_moteurs = Moteurs("demo")
    les_moteurs.demarrer()
    print(f"DATABASE_URL={les_moteurs.url_postgres()}\nREDIS_URL={les_moteurs.url_redis()}")


def arreter():
    """Stop every engine of this checkout."""
    for nom in ("demo", "tests"):
        Moteurs(nom).arreter()


def manage(*commande):
    """Run manage.py on the demonstration's database, whose engines run only as long as needed."""
    les_moteurs = Moteurs("demo")
    tournaient = les_moteurs.postgres_repond()
    les_moteurs.demarrer()
    try:
        appel = [sys.executable, "manage.py", *commande]
        return subprocess.run(appel, cwd=chemins.RACINE, check=False).returncode
    finally:
        if not tournaient:
            les_moteurs.arreter()


COMMANDES = {f.__name__: f for f in (demo, effacer, moteurs, arreter, manage)}
COMMANDES |= {"pango": bibliotheques.installer_pango, "chromium": bibliotheques.installer_chromium}
ECHECS = (superviseur.DemoImpossible, MoteurIndisponible, bibliotheques.PaquetsManquants)

if __name__ == "__main__":
    try:
        resultat = COMMANDES[sys.argv[1]](*sys.argv[2:])
    except ECHECS as echec:
        sys.exit(str(echec))
    sys.exit(resultat if isinstance(resultat, int) else 0)
