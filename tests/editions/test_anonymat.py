"""What would tell who asked a question is found, and little else."""

import pytest

from amihr.editions.anonymat import traces


@pytest.mark.parametrize(
    ("texte", "quoi"),
    [
        ("Écrivez à gaspard.hue@sentes.example.", "une adresse de courriel (gaspard.hue@sentes.example"),
        ("Voir https://sentes.example/offre", "l’adresse d’un site"),
        ("Rappelez le 06 01 02 03 04", "un téléphone (06 01 02 03 04)"),
        ("Rappelez le +33 6 01 02 03 04", "un téléphone"),
        ("Notre SIREN est 130 025 265", "un numéro d’entreprise (130 025 265)"),
        ("Nous, SENTES, pouvons-nous ?", "un mot du nom ou de l’adresse de qui a posé la question (sentes)"),
        ("Chez les Sentes vives, peut-on ?", "qui a posé la question (Les Sentes Vives SAS, sentes)"),
        ("Je suis Hüe", "un mot du nom ou de l’adresse de qui a posé la question (Hue)"),
    ],
)
def test_ce_qui_designe_est_dit(texte, quoi):
    trouvees = traces(texte, courriels=["g@sentes.example"], noms=("Gaspard", "Hue", "Les Sentes Vives SAS"))
    assert any(quoi in trouvee for trouvee in trouvees)


@pytest.mark.parametrize(
    "texte",
    [
        "Le plafond de 3 000 000 € s’applique-t-il ?",
        "L’article 12 du 15/03/2026 ?",
        "Un essentiel gaspardien",
        "Une SAS peut-elle candidater ?",
        "250 000 et 43 M€",
        "",
    ],
)
def test_le_reste_passe(texte):
    assert traces(texte, courriels=["g@sentes.example"], noms=("Gaspard", "Hue", "SAS", "")) == []


def test_le_domaine_d_une_messagerie_commune_n_est_le_nom_de_personne():
    assert traces("Puis-je écrire depuis Orange ?", courriels=["a@orange.fr"]) == []
