"""Answers of one call taken into another: same question, answer still offered, nothing cut."""

import pytest

from candidatures.regles.duplication import reprendre


def question(code, genre, **suite):
    return {"code": code, "type": genre, "libelle": code.capitalize(), "choix": [], "sous_champs": []} | suite


def choix(*codes):
    return [{"code": code, "libelle": code} for code in codes]


def formulaire(*parties, thematiques=()):
    return {
        "parties": [{"slug": slug, "questions": list(questions)} for slug, *questions in parties],
        "thematiques": [{"slug": s, "titre": s, "cas_usage": []} for s in thematiques],
    }


def reprise(ancienne, neuve, valeur):
    return reprendre(formulaire(("a", ancienne)), {"a": {ancienne["code"]: valeur}}, formulaire(("b", neuve)))


def test_un_autre_type_n_est_pas_la_meme_question():
    faite = reprise(question("age", "entier"), question("age", "texte_court"), 4)
    assert faite.contenus == {}
    assert faite.laissees == ["Age"]


def test_un_choix_qui_n_est_plus_offert_est_laisse():
    avant = question("genre", "choix", choix=choix("pme", "eti"))
    apres = question("genre", "choix", choix=choix("pme"))
    assert reprise(avant, apres, "eti").laissees == ["Genre"]
    assert reprise(avant, apres, "pme").contenus == {"b": {"genre": "pme"}}


def test_d_un_choix_multiple_reste_ce_qui_est_offert():
    avant, apres = (question("g", "choix_multiple", choix=choix(*codes)) for codes in (("x", "y"), ("y", "z")))
    assert reprise(avant, apres, ["x", "y"]).contenus == {"b": {"g": ["y"]}}


def test_la_thematique_doit_exister_dans_le_nouvel_appel():
    avant = formulaire(("a", question("t", "thematique")), thematiques=["eau", "air"])
    apres = formulaire(("a", question("t", "thematique")), thematiques=["air"])
    assert reprendre(avant, {"a": {"t": "eau"}}, apres).laissees == ["T"]
    assert reprendre(avant, {"a": {"t": "air"}}, apres).contenus == {"a": {"t": "air"}}


def test_un_texte_trop_long_pour_le_nouvel_appel_est_repris_entier():
    texte = "x" * 900
    assert reprise(question("r", "texte_long"), question("r", "texte_long", max=300), texte).contenus["b"]["r"] == texte


def test_une_question_change_de_partie_sans_perdre_sa_reponse():
    assert reprise(question("titre", "texte_court"), question("titre", "texte_court"), "Un").contenus == {
        "b": {"titre": "Un"}
    }


def test_les_lignes_d_une_liste_gardent_les_colonnes_qui_restent():
    avant = question("refs", "liste", sous_champs=[question("nom", "texte_court"), question("annee", "entier")])
    apres = question("refs", "liste", sous_champs=[question("nom", "texte_court"), question("lieu", "commune")])
    lignes = [{"nom": "Port", "annee": 2024}, {"annee": 2025}]
    assert reprise(avant, apres, lignes).contenus == {"b": {"refs": [{"nom": "Port"}]}}


@pytest.mark.parametrize(
    ("demandee", "valeur"),
    [
        (question("ca", "previsions"), [{"annee": 2026, "montant": 4}]),
        (question("ca", "entier", role="effectif"), 12),
        (question("ca", "oui_non", role="licence"), "oui"),
        (question("ca", "choix_multiple", role="faits_publics", choix=choix("x")), ["x"]),
    ],
)
def test_ce_qui_vaut_pour_un_seul_dossier_est_a_redonner(demandee, valeur):
    faite = reprise(demandee, demandee, valeur)
    assert (faite.contenus, faite.a_redonner, faite.laissees) == ({}, ["Ca"], [])
    autre = reprise(demandee, question("ca", "texte_court"), valeur)
    assert (autre.contenus, autre.a_redonner, autre.laissees) == ({}, [], ["Ca"])


def test_un_accord_dont_un_seul_des_deux_appels_dit_le_role_n_est_pas_repris():
    accord, sans_role = question("a", "texte_court", role="licence"), question("a", "texte_court")
    assert reprise(accord, sans_role, "oui").contenus == reprise(sans_role, accord, "oui").contenus == {}


def test_ce_qui_n_a_pas_ete_repondu_n_est_ni_repris_ni_laisse():
    faite = reprise(question("titre", "texte_court"), question("titre", "texte_court"), "  ")
    assert (faite.contenus, faite.laissees) == ({}, [])
