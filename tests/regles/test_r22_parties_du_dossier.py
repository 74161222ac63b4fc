"""R22: the dossier holds at least four things; each gap names the article that asks for it."""

import pytest

from candidatures.regles.completude import manques

ATTENDUES = {"effectif": "(a)", "memoire": "(b)", "video": "(d)"}


def manques_de(appel):
    return manques(appel.formulaire, {}, set())


def test_le_dossier_vide_de_2026_cite_un_article_pour_chaque_manque(appel_2026):
    trouves = manques_de(appel_2026)
    assert len(trouves) >= 10
    assert all(manque.article for manque in trouves)


@pytest.mark.parametrize("role", ATTENDUES)
def test_ce_que_le_reglement_demande_manque_au_dossier_vide(appel_2026, role):
    (question,) = [q for p in appel_2026.formulaire["parties"] for q in p["questions"] if q["role"] == role]
    assert question["code"] in {manque.code for manque in manques_de(appel_2026)}


def test_une_autre_edition_demande_autre_chose(appel_2026, appel_2027):
    assert {m.code for m in manques_de(appel_2026)} != {m.code for m in manques_de(appel_2027)}
