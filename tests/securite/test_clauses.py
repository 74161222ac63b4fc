"""Each clause of the access rule has a test that fails without it: mutations.py deletes them one at a time."""

import re
import subprocess
import sys

import pytest

from amihr.atelier import chemins

PATIENCE = 1_500  # two minutes on a quiet machine, five times as much on a busy one


def chasser(*arguments):
    """Run the script in a process of its own: the rule of this one stays whole. Returns (clauses, undefended)."""
    commande = [sys.executable, "-m", "tests.securite.mutations", *arguments]
    fait = subprocess.run(commande, cwd=chemins.RACINE, capture_output=True, text=True, timeout=PATIENCE)
    combien, sans = map(int, re.search(r"(\d+) clauses supprimées, (\d+) sans défense", fait.stdout).groups())
    assert fait.returncode == (1 if sans else 0), fait.stdout + fait.stderr
    return combien, fait.stdout if sans else ""


def test_supprimer_une_clause_nommee_fait_rougir_un_test():
    combien, sans_defense = chasser("entieres")
    assert combien >= 15
    assert not sans_defense


@pytest.mark.pannes
def test_supprimer_un_morceau_de_clause_fait_rougir_un_test():
    combien, sans_defense = chasser()
    assert combien >= 75
    assert not sans_defense
