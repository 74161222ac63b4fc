"""The files of the product, as the tests of architecture read them."""

from functools import cache
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
SALLES_HAUTES = ("candidatures", "evaluation", "catalogue")
PRODUIT = ("amihr", *SALLES_HAUTES)


@cache
def fichiers_python(avec_tests=False):
    """Python files, migrations left out: they are never edited once merged."""
    dossiers = (*PRODUIT, "tests", "bench") if avec_tests else PRODUIT
    trouves = [f for dossier in dossiers for f in (RACINE / dossier).rglob("*.py")]
    return sorted(f for f in trouves if "migrations" not in f.parts)


@cache
def gabarits():
    return sorted(f for f in (RACINE / "templates").rglob("*") if f.is_file())


def relatif(fichier):
    return str(fichier.relative_to(RACINE))
