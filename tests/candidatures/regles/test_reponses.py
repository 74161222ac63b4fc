"""What makes an answer well formed: telephones, dates, numbers, forecasts."""

import pytest

from candidatures.regles.reponses import erreur_de_reponse, erreurs_de_previsions


def erreur(genre, valeur):
    return erreur_de_reponse({"type": genre}, valeur)


@pytest.mark.parametrize(
    "numero",
    [
        "01 23 45 67 89",
        "0123456789",
        "+33 (0)1.23.45.67.89",
        "01-23-45-67-89",
        "01\u00a023\u00a045\u00a067\u00a089",
        "687 123",
    ],
)
def test_un_numero_de_telephone_s_ecrit_de_bien_des_facons(numero):
    assert erreur("telephone", numero) is None


@pytest.mark.parametrize("numero", ["abc", "12345", "01 23 45 67 8x", "+ ( ) .", "\u202e0123456789"])
def test_ce_qui_n_est_pas_un_numero_de_telephone_est_dit(numero):
    assert "s’écrit en chiffres" in erreur("telephone", numero)


@pytest.mark.parametrize("jour", ["1990-01-01", "2026-05-04", "2100-12-31"])
def test_une_date_de_notre_temps_est_bonne(jour):
    assert erreur("date", jour) is None


@pytest.mark.parametrize(("jour", "annee"), [("0025-03-15", "25"), ("1989-12-31", "1989"), ("2101-01-01", "2101")])
def test_une_date_d_un_autre_temps_dit_l_annee_saisie(jour, annee):
    assert erreur("date", jour) == f"L’année doit être comprise entre 1990 et 2100 : vous avez saisi {annee}."


@pytest.mark.parametrize("genre", ["entier", "montant"])
def test_un_nombre_trop_grand_n_est_pas_une_faute_d_ecriture(genre):
    assert erreur(genre, "9" * 24) == "Le nombre est trop grand : il peut avoir 15 chiffres au plus."
    assert erreur(genre, "999 999 999 999 999 999") == erreur(genre, "9" * 24)
    assert "en chiffres" in erreur(genre, "beaucoup")


def test_chaque_annee_d_une_prevision_a_son_erreur():
    lignes = [
        {"annee": 2026, "montant": 820_000},
        {"annee": 2027, "montant": "beaucoup"},
        {"annee": 2028, "montant": None},
        {"annee": 2029, "montant": "9" * 24},
    ]
    assert erreurs_de_previsions(lignes) == [
        (2027, "2027 : indiquez un nombre entier, en chiffres."),
        (2028, "2028 : indiquez un montant, 0 si vous n’en prévoyez pas."),
        (2029, "2029 : le nombre est trop grand : il peut avoir 15 chiffres au plus."),
    ]
    assert erreur("previsions", lignes) == "2027 : indiquez un nombre entier, en chiffres."
