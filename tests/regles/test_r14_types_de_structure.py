"""R14: research institutes and companies of any size may apply."""

from candidatures.regles.completude import manques
from candidatures.regles.instruction import points_d_eligibilite
from tests.fabriques.editions import REPONSES


def test_le_type_de_structure_est_un_point_a_juger(appel_2026):
    points = points_d_eligibilite(appel_2026.formulaire)
    assert any("entreprise" in point.libelle.lower() and "institut" in point.libelle.lower() for point in points)


def test_toutes_les_tailles_et_les_instituts_sont_proposes(appel_2026):
    types = {choix["code"]: choix["institut"] for choix in appel_2026.formulaire["types_structure"]}
    assert len(types) >= 4
    assert sorted(types.values()) == [False] * (len(types) - 1) + [True]


def test_un_type_inconnu_ne_se_depose_pas(edition):
    contenus = REPONSES | {"structure": REPONSES["structure"] | {"type_structure": "association"}}
    trouves = manques(edition.formulaire, contenus, {"kbis", "fiscal", "logo"})
    assert [manque.code for manque in trouves] == ["type_structure"]
