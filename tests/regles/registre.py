"""The register of rules: number, title, home, test. Written into docs/regles.md by

    python -m tests.regles.registre

The home of a rule is the function whose docstring has a line that begins with its number; its test is the file
tests/regles/test_rNN_….py; what has neither has its reason in sans_code.txt.
"""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.sources import RACINE, fichiers_python, relatif

ICI = Path(__file__).parent
DOCUMENT = RACINE / "docs" / "regles.md"
LIGNE = re.compile(r"^\s*([RQ]\d{1,2}): (.+)$", re.MULTILINE)
FICHIER = re.compile(r"test_([rq])(\d\d)_\w+\.py")
EN_TETE = """# Les règles : où elles sont écrites, où elles sont éprouvées

Produit par `python -m tests.regles.registre` ; un test dit quand ce fichier est périmé. R : ce que demande le
règlement. Q : ce qui est décidé là où il se tait. Une règle sans code a sa raison.

| n° | règle | écrite dans | éprouvée par |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Regle:
    """One number with all that was found of it."""

    numero: str
    titre: str
    maisons: tuple
    tests: tuple
    raison: str


def maisons():
    """{number: the dotted names of the functions and classes whose docstring is its home}."""
    trouvees = defaultdict(list)
    for fichier in fichiers_python():
        module = relatif(fichier).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for nom, noeud in _definitions(ast.parse(fichier.read_text(encoding="utf-8")).body, module):
            for numero, _ in LIGNE.findall(ast.get_docstring(noeud) or ""):
                trouvees[numero].append(nom)
    return trouvees


def _definitions(noeuds, prefixe):
    for noeud in noeuds:
        if isinstance(noeud, ast.FunctionDef | ast.ClassDef):
            yield f"{prefixe}.{noeud.name}", noeud
            yield from _definitions(noeud.body, f"{prefixe}.{noeud.name}")


def fichiers_de_test():
    """{number: the test files that bear it}."""
    trouves = defaultdict(list)
    for fichier in sorted(ICI.glob("test_*.py")):
        if lu := FICHIER.fullmatch(fichier.name):
            trouves[f"{lu[1].upper()}{int(lu[2])}"].append(relatif(fichier))
    return trouves


def _lignes(nom):
    texte = (ICI / nom).read_text(encoding="utf-8")
    return dict(ligne.split(": ", 1) for ligne in texte.splitlines() if ligne and not ligne.startswith("#"))


def registre():
    """Every rule, in order."""
    titres, raisons, ecrites, eprouvees = _lignes("titres.txt"), _lignes("sans_code.txt"), maisons(), fichiers_de_test()
    numeros = [*titres, *sorted((set(raisons) | set(ecrites) | set(eprouvees)) - set(titres))]
    return [
        Regle(n, titres.get(n, ""), tuple(ecrites.get(n, ())), tuple(eprouvees.get(n, ())), raisons.get(n, ""))
        for n in numeros
    ]


def document():
    """The text of docs/regles.md."""
    return EN_TETE + "".join(
        f"| {regle.numero} | {regle.titre} | {_code(regle.maisons) or regle.raison} | {_code(regle.tests) or '–'} |\n"
        for regle in registre()
    )


def _code(noms):
    return ", ".join(f"`{nom}`" for nom in noms)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
