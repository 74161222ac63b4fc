"""What is well formed and hardly possible is said, never refused."""

from datetime import date

import pytest

from candidatures.regles.reperes import NATURES
from candidatures.regles.reponses import erreur_de_reponse
from candidatures.regles.vraisemblance import invraisemblances

JOUR = date(2026, 7, 10)


@pytest.fixture
def formulaire(appel_2026):
    return appel_2026.formulaire


def place(formulaire, role):
    return next(
        (partie["slug"], question)
        for partie in formulaire["parties"]
        for question in partie["questions"]
        if question.get("role") == role
    )


def contenus(formulaire, **reponses):
    lus = {}
    for role, valeur in reponses.items():
        slug, question = place(formulaire, role)
        lus.setdefault(slug, {})[question["code"]] = valeur
    return lus


def phrases(formulaire, **reponses):
    trouvees = invraisemblances(formulaire, contenus(formulaire, **reponses), JOUR)
    assert all(trouvee.nature in NATURES for trouvee in trouvees)
    return [trouvee.phrase.replace("\u00a0", " ") for trouvee in trouvees]


@pytest.mark.parametrize("role", ["date_de_deploiement", "video_date"])
def test_une_date_a_venir_est_dite_et_reste_admise(formulaire, role):
    _, question = place(formulaire, role)
    (phrase,) = phrases(formulaire, **{role: "2099-03-15"})
    assert phrase == f"{question['libelle']} : le 15 mars 2099 n’est pas encore passé."
    assert erreur_de_reponse(question, "2099-03-15") is None


@pytest.mark.parametrize("valeur", ["2026-07-10", "2020-01-01", "", None, "demain", 3])
def test_une_date_passee_ou_mal_ecrite_ne_dit_rien(formulaire, valeur):
    assert phrases(formulaire, date_de_deploiement=valeur) == []


@pytest.mark.parametrize(
    ("annee", "dite"), [(1850, 1), (1989, 1), (1990, 0), (2026, 0), (2027, 1), (None, 0), ("x", 0)]
)
def test_l_annee_d_une_reference_se_verifie(formulaire, annee, dite):
    dites = phrases(formulaire, references=[{"annee": 2024}, {"annee": annee}])
    assert len(dites) == dite
    assert all(f"ligne 2 : l’année {annee} est à vérifier" in phrase for phrase in dites)


@pytest.mark.parametrize(
    ("genre", "effectif", "dite"),
    [("pme", 249, 0), ("pme", 250, 1), ("startup", 90_000, 1), ("eti", 4_999, 0), ("eti", 5_000, 1), ("grand_groupe", 90_000, 0),
     ("institut", 9_000, 0), ("", 300, 0), ("pme", "beaucoup", 0), ("pme", None, 0)],
)  # fmt: skip
def test_l_effectif_se_compare_au_type_de_structure(formulaire, genre, effectif, dite):
    dites = phrases(formulaire, type_structure=genre, effectif=effectif)
    assert len(dites) == dite
    assert all("au plus" in phrase for phrase in dites)


def test_un_dossier_vide_ne_dit_rien(formulaire):
    assert invraisemblances(formulaire, {}, JOUR) == []
    assert phrases(formulaire, references="rien") == []
