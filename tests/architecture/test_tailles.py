"""architecture.md 11: what fits on a screen is read; what does not is skipped."""

import ast
from functools import cache
from statistics import median, quantiles

import pytest

from tests.architecture.sources import RACINE, fichiers_python, gabarits

LIGNES_PAR_FICHIER, P90_FICHIERS = 400, 250
LIGNES_PAR_FONCTION, P90_FONCTIONS, MEDIANE_FONCTIONS = 60, 25, 8
BRANCHES = 10
P90_GABARITS = 120
P90 = 8  # ninth of the ten parts that quantiles() cuts
EMBRANCHEMENTS = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)


@cache
def lignes_par_fichier():
    return {f: len(f.read_text(encoding="utf-8").splitlines()) for f in fichiers_python(avec_tests=True)}


@cache
def fonctions():
    """(place, lines, branches) of every function of the product."""
    trouvees = []
    for fichier in fichiers_python():
        for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
            if isinstance(noeud, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lieu = f"{fichier.relative_to(RACINE)}:{noeud.lineno} {noeud.name}"
                trouvees.append((lieu, noeud.end_lineno - noeud.lineno + 1, _branches(noeud)))
    return trouvees


def _branches(fonction):
    return sum(isinstance(noeud, EMBRANCHEMENTS) for noeud in ast.walk(fonction))


def test_aucun_fichier_ne_depasse_400_lignes():
    assert {str(f): n for f, n in lignes_par_fichier().items() if n > LIGNES_PAR_FICHIER} == {}


def test_neuf_fichiers_sur_dix_tiennent_en_250_lignes():
    assert quantiles(lignes_par_fichier().values(), n=10)[P90] <= P90_FICHIERS


def test_aucune_fonction_ne_depasse_60_lignes():
    assert [(lieu, n) for lieu, n, _ in fonctions() if n > LIGNES_PAR_FONCTION] == []


def test_aucune_fonction_n_a_plus_de_dix_branches():
    assert [(lieu, b) for lieu, _, b in fonctions() if b > BRANCHES] == []


def test_les_fonctions_sont_courtes():
    lignes = [n for _, n, _ in fonctions()]
    assert (median(lignes) <= MEDIANE_FONCTIONS, quantiles(lignes, n=10)[P90] <= P90_FONCTIONS) == (True, True)


def test_neuf_gabarits_sur_dix_tiennent_en_120_lignes():
    lignes = [len(g.read_text(encoding="utf-8").splitlines()) for g in gabarits()]
    assert quantiles(lignes, n=10)[P90] <= P90_GABARITS


@pytest.mark.parametrize("nom", ["settings/base.py"])
def test_les_reglages_tiennent_en_300_lignes(nom):
    assert lignes_par_fichier()[RACINE / "amihr" / nom] <= 300
