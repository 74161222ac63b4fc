"""French typography of the templates, and the tool that puts it right."""

from pathlib import Path

import pytest

from amihr.atelier.typographie import a_corriger, corriger

GABARITS = Path(__file__).resolve().parents[2] / "templates"


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("<p>Pour qui ?</p>", "<p>Pour qui\u00a0?</p>"),
        ("« Canoptère »", "«\u00a0Canoptère\u00a0»"),
        ("{{ part }} %", "{{ part }}\u00a0%"),
        ('{% encart "att" "Brouillon : rien" %}', '{% encart "att" "Brouillon\u00a0: rien" %}'),
    ],
)
def test_les_espaces_insecables_sont_posees(avant, apres):
    assert corriger(avant) == apres


@pytest.mark.parametrize(
    "texte", ["{% if a == b %}", "{# a ; b #}", "{% comment %}a : b{% endcomment %}", "<a href='?a=b'>x</a>"]
)
def test_le_code_des_gabarits_n_est_pas_touche(texte):
    assert corriger(texte) == texte


def test_tous_les_gabarits_ont_leurs_espaces_insecables():
    assert [str(fichier.relative_to(GABARITS)) for fichier, _ in a_corriger([GABARITS])] == []
