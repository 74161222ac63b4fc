"""Each rule has one home and one test file, or a reason; docs/regles.md says so and is up to date."""

from tests.regles.registre import DOCUMENT, document, registre

EPROUVEES = 38


def test_chaque_regle_a_une_maison_et_un_test_ou_une_raison():
    en_faute = [
        f"{regle.numero} : {len(regle.maisons)} maisons, {len(regle.tests)} fichiers de test"
        for regle in registre()
        if not (len(regle.maisons) == len(regle.tests) == 1 or regle.raison)
    ]
    assert en_faute == []


def test_une_raison_ne_couvre_pas_une_regle_ecrite():
    assert [regle.numero for regle in registre() if regle.raison and (regle.maisons or regle.tests)] == []


def test_les_numeros_sont_ceux_du_reglement_et_des_decisions():
    assert [regle.numero for regle in registre()] == [f"R{n}" for n in range(1, 51)] + [f"Q{n}" for n in range(1, 50)]


def test_assez_de_regles_sont_eprouvees():
    assert len([regle for regle in registre() if regle.numero[0] == "R" and regle.tests]) >= EPROUVEES


def test_le_registre_des_regles_est_a_jour():
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "python -m tests.regles.registre"
