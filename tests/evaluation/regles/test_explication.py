"""« Pourquoi cet ordre ? » says the figures that are on the page."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings

from evaluation.regles.classement import classer
from evaluation.regles.explication import pourquoi, pourquoi_non_classe
from tests.evaluation.regles.reference import bareme_simple, grille
from tests.evaluation.regles.strategies import commissions

NOMS = {"a": "Argilomètre", "b": "Canoptère"}


def expliquer(premier, second):
    bareme = bareme_simple(len(premier))
    haut, bas = classer(bareme, "ab", [grille("a", 1, *premier), grille("b", 1, *second)]).lignes
    return pourquoi(bareme, haut.resultat, bas.resultat, NOMS).replace("\u00a0", " ")


def test_l_ecart_des_totaux_est_explique_par_les_criteres_qui_le_font():
    phrase = expliquer((3, 5, 5), (5, 3, 0))
    assert phrase == (
        "Argilomètre précède Canoptère par sa moyenne pondérée : 4,00 contre 3,50, soit 0,50 de plus. "
        "L’écart vient surtout de « Critère 3 » (5,00 contre 0,00, poids 16,7 %, soit 0,83) et « Critère 2 » "
        "(5,00 contre 3,00, poids 33,3 %, soit 0,67). "
        "Canoptère fait mieux sur « Critère 1 » (5,00 contre 3,00, poids 50,0 %, soit 1,00). "
        "Cet ordre est sensible à la pondération : Canoptère passerait devant avec 1 pondération extrême sur 3."
    )


def test_l_egalite_des_totaux_est_departagee_par_le_premier_critere_qui_differe():
    phrase = expliquer((3, 2, 5), (3, 3, 3))
    assert phrase.startswith("Canoptère et Argilomètre ont la même moyenne pondérée à deux décimales, 3,00.")
    assert "« Critère 2 » est le premier où leurs moyennes affichées diffèrent (3,00 contre 2,00)" in phrase


def test_l_egalite_partout_donne_le_meme_rang():
    assert "ils partagent le même rang" in expliquer((4, 2), (4, 2))


def test_un_rang_partage_ne_met_personne_devant():
    """999 notes of 3 and one of 4 show 3,00: the exact mean is ahead, the rank is not (see Q10)."""
    bareme = bareme_simple(1)
    grilles = [grille("a", rang, 3) for rang in range(999)] + [grille("a", 999, 4), grille("b", 1, 3)]
    haut, bas = classer(bareme, "ab", grilles).lignes
    phrase = pourquoi(bareme, haut.resultat, bas.resultat, NOMS).replace("\u00a0", " ")
    assert (haut.rang, bas.rang) == (1, 1)
    assert "reste devant" not in phrase
    assert phrase.endswith(
        "égales sur le seul critère : ils partagent le même rang. "
        "Leurs moyennes exactes diffèrent de moins d’un centième, ce qui ne départage pas."
    )


def test_ce_qui_apporte_moins_d_un_centieme_n_est_pas_ecrit_comme_rien():
    bareme = bareme_simple(2, (Fraction(999, 1000), Fraction(1, 1000)))
    grilles = [grille("a", 1, 5, 0), grille("b", 1, 4, 3)]
    haut, bas = classer(bareme, "ab", grilles).lignes
    phrase = pourquoi(bareme, haut.resultat, bas.resultat, NOMS)
    assert "soit moins de 0,01" in phrase
    assert "soit 0,00" not in phrase


def test_deux_dossiers_eloignes_s_expliquent_comme_deux_voisins():
    bareme = bareme_simple(2)
    lignes = classer(bareme, "abc", [grille("a", 1, 5, 5), grille("b", 1, 1, 1), grille("c", 1, 3, 3)]).lignes
    phrase = pourquoi(bareme, lignes[0].resultat, lignes[2].resultat, NOMS).replace("\u00a0", " ")
    assert phrase.startswith("Argilomètre précède Canoptère par sa moyenne pondérée : 5,00 contre 1,00")


def test_un_dossier_sans_grille_dit_qu_il_n_est_pas_evalue():
    bareme = bareme_simple(1)
    (obtenu,) = classer(bareme, "a", []).non_evalues
    assert "aucune évaluation n’a été remise" in pourquoi_non_classe(bareme, obtenu, "Argilomètre")


def test_un_critere_que_personne_n_a_note_est_nomme():
    bareme = bareme_simple(2)
    (obtenu,) = classer(bareme, "a", [grille("a", 1, 3, None)]).sans_total
    assert "le critère «\u00a0Critère 2\u00a0»" in pourquoi_non_classe(bareme, obtenu, "Argilomètre")


@settings(max_examples=60)
@given(commissions())
def test_toute_paire_voisine_a_une_explication_avec_ses_deux_totaux(commission):
    bareme, dossiers, grilles = commission
    lignes = classer(bareme, dossiers, grilles).lignes
    for haut, bas in pairwise(lignes):
        phrase = pourquoi(bareme, haut.resultat, bas.resultat, {d: d for d in dossiers})
        assert haut.resultat.affichee in phrase
        assert bas.resultat.affichee in phrase
