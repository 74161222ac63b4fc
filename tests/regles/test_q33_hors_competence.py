"""Q33: « hors de ma compétence » counts nowhere, and a total needs a note on each criterion."""

from evaluation.regles.moyennes import resultat
from tests.evaluation.regles.reference import bareme_simple

BAREME = bareme_simple(2)


def test_un_critere_que_personne_n_a_note_prive_de_total():
    obtenu = resultat(BAREME, "d", [(5, None), (4, None)])
    assert obtenu.valeur is None
    assert obtenu.sans_note == (1,)


def test_hors_competence_n_est_pas_un_zero():
    obtenu = resultat(BAREME, "d", [(4, 4), (None, 4)])
    assert obtenu.criteres[0].valeur == 4
    assert obtenu.valeur == 4


def test_la_couverture_est_comptee_par_critere():
    obtenu = resultat(BAREME, "d", [(4, 4), (None, 3), (2, None)])
    assert [moyenne.n for moyenne in obtenu.criteres] == [2, 2]
    assert obtenu.n == 3


def test_la_dispersion_des_totaux_ne_compte_que_les_membres_qui_ont_tout_note():
    obtenu = resultat(BAREME, "d", [(4, 4), (1, 1), (None, 0)])
    assert (obtenu.membres.n, obtenu.membres.minimum, obtenu.membres.maximum) == (2, 1, 4)
