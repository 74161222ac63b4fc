"""The names of communes, from the official list: what is read, what is proposed, what is only warned of."""

import pytest

from amihr.territoires.communes import commune_lue, communes_commencant, communes_nommees
from candidatures.regles.communes import avis_de_commune, avis_des_communes

SIEGE = {"code": "commune", "type": "commune", "libelle": "Commune", "condition": {"code": "pays", "vaut": ["france"]}}


@pytest.mark.parametrize("saisie", ["Zzz", "", "  ", "93100", "Montreuil (13)", "\u202e", "(93)", "commune fictive"])
def test_ce_qui_n_est_pas_une_commune_n_en_nomme_aucune(saisie):
    assert communes_nommees(saisie) == []
    assert commune_lue(saisie) is None


def test_un_nom_porte_par_plusieurs_ne_designe_personne_sans_departement():
    assert commune_lue("Montreuil") is None
    assert {commune.departement for commune in communes_nommees("Montreuil")} == {"28", "85", "93"}
    assert "ajoutez le département, par exemple Montreuil (28)" in avis_de_commune("Montreuil")


@pytest.mark.parametrize(
    ("saisie", "code"),
    [
        ("Montreuil (93)", "93048"),
        ("93100 Montreuil", "93048"),
        ("MONTREUIL (93)", "93048"),
        ("Saint Denis (93)", "93066"),
        ("St-Denis (974)", "97411"),
        ("L’Haÿ-les-Roses", "94038"),
        ("Paris", "75056"),
        ("75008 Paris", "75056"),
        ("Paris 12e arrondissement", "75056"),
        ("Paris CEDEX 08", "75056"),
        ("Nouméa", "98818"),
    ],
)
def test_une_commune_s_ecrit_de_bien_des_facons(saisie, code):
    assert commune_lue(saisie).code == code
    assert avis_de_commune(saisie) == ""


def test_une_commune_inconnue_est_a_verifier_avec_ce_qui_lui_ressemble():
    assert "Commune inconnue de la liste officielle" in avis_de_commune("Zzz")
    assert "Vous pouvez déposer quand même" in avis_de_commune("Zzz")
    assert "Peut-être\u00a0: Champigny-sur-Marne (94)" in avis_de_commune("Champigni sur Marne")


def test_une_commune_qui_n_est_pas_demandee_n_est_pas_jugee():
    partie = {"slug": "structure", "questions": [SIEGE]}
    assert avis_des_communes(partie, {"pays": "autre", "commune": "Zzz"}) == {}
    assert list(avis_des_communes(partie, {"pays": "france", "commune": "Zzz"})) == ["commune"]


def test_les_propositions_viennent_apres_trois_lettres_et_dix_au_plus():
    assert communes_commencant("mo") == []
    assert communes_commencant("montreuil")[:3] == ["Montreuil (28)", "Montreuil (85)", "Montreuil (93)"]
    assert communes_commencant("l'hay") == ["L’Haÿ-les-Roses (94)"]
    assert len(communes_commencant("saint")) == 10
