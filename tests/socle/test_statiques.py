"""A script and the pages that load it give the same name to the module that both use: it runs once."""

import re
import shutil

import pytest

from amihr.settings.base import RACINE
from amihr.socle.statiques import Statiques

NOMS = ("js/session.js", "js/autosave.js", "js/televersement.js")


@pytest.fixture
def publies(tmp_path):
    """What collectstatic makes of the scripts."""
    statiques = Statiques(location=tmp_path, base_url="/static/")
    shutil.copytree(RACINE / "static/js", tmp_path / "js")
    list(statiques.post_process({nom: (statiques, nom) for nom in NOMS}))
    return statiques


@pytest.mark.parametrize("nom", NOMS[1:])
def test_un_script_importe_un_module_sous_le_nom_que_les_pages_lui_donnent(publies, nom):
    with publies.open(publies.hashed_files[nom]) as publie:
        importes = re.findall(r'from "\./(.+?)"', publie.read().decode())
    assert importes == [publies.hashed_files[NOMS[0]].removeprefix("js/")]
