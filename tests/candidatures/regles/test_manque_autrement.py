"""Which saves are worth counting anew what a dossier lacks."""

import pytest

from candidatures.regles.completude import manque_autrement

PARTIE = {
    "slug": "solution",
    "questions": [
        {"code": "titre", "type": "texte_court", "libelle": "Titre", "obligatoire": True},
        {"code": "resume", "type": "texte_long", "libelle": "Résumé", "max": 20},
        {"code": "consortium", "type": "oui_non", "libelle": "Consortium"},
        {"code": "effectif", "type": "entier", "libelle": "Effectif"},
    ],
}
ANCIEN = {"titre": "Canoptère", "resume": "Un résumé.", "consortium": "non", "effectif": 3}


@pytest.mark.parametrize("change", [{}, {"titre": "Canoptère 2"}, {"resume": "Un résumé plus long"}, {"inconnu": "x"}])
def test_taper_dans_un_texte_n_y_change_rien(change):
    assert not manque_autrement(PARTIE, ANCIEN, ANCIEN | change)


@pytest.mark.parametrize(
    "change",
    [
        {"titre": ""},
        {"titre": "   "},
        {"resume": "Un résumé bien trop long"},
        {"consortium": "oui"},
        {"effectif": None},
    ],
)
def test_un_texte_vide_ou_trop_long_un_choix_un_nombre_y_changent(change):
    assert manque_autrement(PARTIE, ANCIEN, ANCIEN | change)
    assert manque_autrement(PARTIE, ANCIEN | change, ANCIEN)
