"""What people paste where a SIREN is asked for."""

import pytest

from candidatures.regles.affichage import afficher
from candidatures.regles.numeros import ce_qui_est_retenu, erreur_de_siren, erreur_de_siret, siren_lu
from candidatures.regles.structures import mandataire

SIREN = {"code": "siren", "type": "siren"}


@pytest.mark.parametrize(
    ("saisi", "phrase"),
    [
        ("12 3", "9 chiffres\u00a0: vous en avez saisi 3"),
        ("73282932", "vous en avez saisi 8"),
        ("732829321", "Ce SIREN n’existe pas"),
        ("73282932000075", "Ce SIRET n’existe pas"),
        ("FR 45 732829320", "Ce numéro de TVA n’existe pas"),
        ("FR 44 732829321", "Ce numéro de TVA n’existe pas"),
        ("DE 44 732829320", "9 chiffres"),
        ("abc", "vous en avez saisi 0"),
        ("٧٣٢٨٢٩٣٢٠", "SIREN"),
    ],
)
def test_un_numero_faux_n_est_pas_retenu(saisi, phrase):
    assert phrase in erreur_de_siren(saisi)
    assert siren_lu(saisi) == ""
    assert ce_qui_est_retenu([SIREN], {"siren": saisi}) == []


@pytest.mark.parametrize(
    ("saisi", "siren"),
    [
        ("732829320", "732829320"),
        ("732 829 320", "732829320"),
        ("732.829.320", "732829320"),
        ("73282932000074", "732829320"),
        ("732 829 320 00074", "732829320"),
        ("FR 44 732829320", "732829320"),
        ("fr44732829320", "732829320"),
        ("35600000000048", "356000000"),
    ],
)
def test_un_siret_ou_un_numero_de_tva_donne_son_siren(saisi, siren):
    assert erreur_de_siren(saisi) is None
    assert siren_lu(saisi) == siren


def test_la_poste_a_des_siret_a_elle():
    assert erreur_de_siret("35600000049837") is None
    assert siren_lu("356 000 000 49837") == "356000000"


def test_ce_qui_est_retenu_est_dit():
    dit = "Vous avez saisi un SIRET\u00a0: le SIREN 732\u00a0829\u00a0320 en est retenu."
    assert ce_qui_est_retenu([SIREN], {"siren": "732 829 320 00074"}) == [dit]
    assert ce_qui_est_retenu([SIREN], {"siren": "732 829 320"}) == []


def test_les_lignes_d_une_liste_aussi():
    liste = {"code": "membres", "type": "liste", "sous_champs": [SIREN]}
    dites = ce_qui_est_retenu([liste], {"membres": [{"siren": "FR44732829320"}, {"siren": "000000018"}]})
    assert dites == ["Vous avez saisi un numéro de TVA\u00a0: le SIREN 732\u00a0829\u00a0320 en est retenu."]


def test_la_structure_deposee_a_le_siren_et_garde_le_siret():
    formulaire = {"parties": [{"slug": "structure", "questions": [SIREN | {"role": "siren"}]}]}
    deposee = mandataire(formulaire, {"structure": {"siren": "732 829 320 00074"}})
    assert (deposee["siren"], deposee["siret"]) == ("732829320", "73282932000074")
    assert mandataire(formulaire, {"structure": {"siren": "732829320"}})["siret"] == ""


def test_un_siret_enregistre_se_lit_comme_son_siren():
    assert afficher(SIREN, "73282932000074", {})["texte"] == "732\u00a0829\u00a0320"
