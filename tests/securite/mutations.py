"""Delete each clause of the access rule in turn: one test of tests/candidatures/test_acces*.py must fail each time.

    python -m tests.securite.mutations           every operand of `&` or `|`, every condition of a queryset (2 minutes)
    python -m tests.securite.mutations entieres  each named clause as a whole (20 seconds)

The functions are those that REGLES reaches. The change is made in memory, in this process; a clause that nothing
defends is printed, and makes the exit status 1.
"""

import ast
import copy
import inspect
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module

import pytest
from _pytest.runner import runtestprotocol

EPREUVES = [
    f"tests/candidatures/test_acces{suite}.py"
    for suite in ("", "_affectation", "_portee", "_messages", "_sorties", "_rapporteur", "_exceptionnel", "_liens")
]
REQUETES = {"filter", "exclude"}


@dataclass(frozen=True)
class Mutation:
    """One clause less in one function of candidatures.acces.clauses."""

    fonction: str
    clause: str
    arbre: ast.FunctionDef

    def __str__(self):
        return f"{self.fonction} : sans « {self.clause} »"


@cache
def module_de_la_regle():
    """candidatures.acces.clauses, imported once pytest has set Django up."""
    return import_module("candidatures.acces.clauses")


def fonctions_de_la_regle():
    """The functions of candidatures.acces.clauses that REGLES reaches, by name."""
    module = module_de_la_regle()
    arbres = {n.name: n for n in ast.parse(inspect.getsource(module)).body if isinstance(n, ast.FunctionDef)}
    atteintes, attente = {}, [fonction.__name__ for fonction in module.REGLES.values()]
    while attente:
        nom = attente.pop()
        if nom in arbres and nom not in atteintes:
            atteintes[nom] = arbres[nom]
            attente += [n.id for n in ast.walk(arbres[nom]) if isinstance(n, ast.Name)]
    return atteintes


def clauses_entieres():
    """Each named clause of the rule, made neutral: everybody passes it."""
    regles = {fonction.__name__ for fonction in module_de_la_regle().REGLES.values()}
    for nom, arbre in fonctions_de_la_regle().items():
        if nom not in regles:
            neutre = copy.deepcopy(arbre)
            neutre.body = ast.parse("return Q()").body
            yield Mutation(nom, "toute la clause", neutre)


def morceaux():
    """Every operand and every condition of the rule, deleted one at a time."""
    return [m for arbre in fonctions_de_la_regle().values() for m in _mutations_de(arbre)]


def _mutations_de(fonction):
    for rang, noeud in enumerate(ast.walk(fonction)):
        if isinstance(noeud, ast.BinOp) and isinstance(noeud.op, ast.BitAnd | ast.BitOr):
            yield _changer(fonction, rang, noeud.left, lambda n: n.right)
            yield _changer(fonction, rang, noeud.right, lambda n: n.left)
        elif isinstance(noeud, ast.AugAssign):
            yield _changer(fonction, rang, noeud.value, lambda n: ast.Pass())
        elif _est_une_requete(noeud):
            for place, mot in enumerate(noeud.keywords):
                yield _changer(fonction, rang, mot.value, lambda n, place=place: _sans(n, place), mot.arg)


def _est_une_requete(noeud):
    return isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Attribute) and noeud.func.attr in REQUETES


def _sans(appel, place):
    del appel.keywords[place]
    return appel


def _changer(fonction, rang, clause, changement, nom=""):
    """A copy of the function where the node of that rank is replaced by what `changement` makes of it."""
    neuve = copy.deepcopy(fonction)
    vise = list(ast.walk(neuve))[rang]

    class Remplacer(ast.NodeTransformer):
        def visit(self, noeud):
            return changement(noeud) if noeud is vise else self.generic_visit(noeud)

    texte = ast.unparse(clause)
    return Mutation(fonction.name, f"{nom}={texte}" if nom else texte, Remplacer().visit(neuve))


@contextmanager
def applique(mutation):
    """The rule without that clause, for every caller of the module."""
    module, nom = module_de_la_regle(), mutation.fonction
    avant, regles = getattr(module, nom), dict(module.REGLES)
    arbre = ast.fix_missing_locations(ast.Module([mutation.arbre], type_ignores=[]))
    exec(compile(arbre, f"<sans {mutation.clause}>", "exec"), vars(module))
    module.REGLES.update({action: getattr(module, nom) for action, regle in regles.items() if regle is avant})
    module.compilee.cache_clear()
    try:
        yield
    finally:
        setattr(module, nom, avant)
        module.REGLES.update(regles)
        module.compilee.cache_clear()


class Chasse:
    """A pytest plugin: the collected tests are run once per mutation, until one fails."""

    def __init__(self, mutations):
        self.mutations = mutations
        self.survivantes = []
        self.combien = 0

    def pytest_runtestloop(self, session):
        """Replace the loop: the rule whole first, which must be green, then each mutation."""
        epreuves = list(session.items)
        if rouges := [epreuve.name for epreuve in epreuves if _echoue(epreuve)]:
            session.testsfailed = len(rouges)
            print(f"Rouge avant toute mutation : {rouges}")
            return True
        for mutation in self.mutations():
            self.combien += 1
            with applique(mutation):
                tueuse = next((epreuve for epreuve in epreuves if _echoue(epreuve)), None)
            if tueuse is None:
                self.survivantes.append(mutation)
            else:  # neighbours often fail the same test
                epreuves.sort(key=lambda epreuve, tueuse=tueuse: epreuve is not tueuse)
        runtestprotocol(session.items[0], log=False, nextitem=None)  # closes what the session had opened
        session.testsfailed = len(self.survivantes)
        return True


def _echoue(epreuve):
    """Run one test; what belongs to the session, the database above all, stays for the next one."""
    return any(rapport.failed for rapport in runtestprotocol(epreuve, log=False, nextitem=epreuve.session))


def main(mutations=morceaux):
    """Print the clauses that no test defends; returns pytest's status, 0 when each has its test."""
    chasse = Chasse(mutations)
    options = [
        "-p",
        "no:randomly",
        "-p",
        "no:xdist",
        "-p",
        "no:terminal",
        "--assert=plain",
        "--ds=amihr.settings.tests",
        *EPREUVES,
    ]
    statut = pytest.main(options, plugins=[chasse])
    for mutation in chasse.survivantes:
        print(f"Aucun test n’échoue, {mutation}")
    print(f"{chasse.combien} clauses supprimées, {len(chasse.survivantes)} sans défense")
    return statut


if __name__ == "__main__":
    sys.exit(main(clauses_entieres if sys.argv[1:] == ["entieres"] else morceaux))
