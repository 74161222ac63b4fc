"""R40: the holder may display the label while it is in force."""

import pytest

from catalogue.regles.affichage import peut_etre_affiche
from catalogue.regles.duree import EtatDuLabel


@pytest.mark.parametrize("etat", [EtatDuLabel.A_VENIR, EtatDuLabel.EXPIRE, EtatDuLabel.RETIRE])
def test_hors_de_sa_validite_le_label_ne_s_affiche_pas(etat):
    assert not peut_etre_affiche(etat)


def test_un_label_en_cours_s_affiche():
    assert peut_etre_affiche(EtatDuLabel.ACTIF)
