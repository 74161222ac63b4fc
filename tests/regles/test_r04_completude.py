"""R4: only a complete dossier is filed; completeness is judged by the server."""

import pytest

from candidatures.regles.completude import manques
from tests.fabriques.editions import FORMULAIRE, REPONSES

PIECES = {"kbis", "fiscal", "logo"}


def codes(contenus, pieces=PIECES):
    return [manque.code for manque in manques(FORMULAIRE, contenus, pieces)]


def avec(partie, **reponses):
    return REPONSES | {partie: REPONSES[partie] | reponses}


def test_un_dossier_vide_manque_de_tout():
    assert codes({}, set()) == [
        "type_structure",
        "denomination",
        "contact",
        "titre",
        "thematique",
        "resume",
        "memoire",
        "video",
        "kbis",
        "fiscal",
        "logo",
    ]


def test_depot_sans_kbis_est_refuse():
    assert codes(REPONSES, PIECES - {"kbis"}) == ["kbis"]


@pytest.mark.parametrize("vide", ["", "   ", None, []])
def test_une_reponse_vide_est_un_manque(vide):
    assert codes(avec("solution", resume=vide)) == ["resume"]


def test_une_reponse_mal_formee_est_un_manque():
    assert codes(avec("structure", siren="123456789")) == ["siren"]


def test_une_question_qui_ne_se_pose_pas_ne_manque_pas():
    assert codes(avec("structure", type_structure="institut", siren="")) == []


def test_le_memoire_est_saisi_ou_joint():
    assert codes(avec("memoire", memoire="")) == ["memoire"]
    assert codes(avec("memoire", memoire=""), PIECES | {"memoire"}) == []


def test_un_dossier_complet_ne_manque_de_rien():
    assert codes(REPONSES) == []


def colonne(code, **champs):
    return {"code": code, "libelle": code.capitalize(), "type": "texte_court", "obligatoire": True} | champs


def manquants(question, valeur):
    """The gaps of a form of one question: (control, sentence)."""
    formulaire = {"parties": [{"slug": "p", "article": "B.1", "questions": [question]}], "pieces": []}
    return [(m.controle, m.phrase) for m in manques(formulaire, {"p": {question["code"]: valeur}}, set())]


def test_une_ligne_a_demi_remplie_dit_d_un_coup_tout_ce_qui_lui_manque():
    colonnes = [colonne("nom"), colonne("siren", type="siren", obligatoire=False), colonne("pays"), colonne("apport")]
    membres = {"code": "membres", "libelle": "Membres", "type": "liste", "obligatoire": True, "sous_champs": colonnes}
    lignes = [
        {"nom": "Bocage", "pays": "France", "apport": "Des capteurs"},
        {"nom": "Vasque", "siren": "12", "pays": ""},
    ]
    assert [controle for controle, _ in manquants(membres, lignes)] == [
        "membres__1__siren",
        "membres__1__pays",
        "membres__1__apport",
    ]
    assert (
        manquants(membres, lignes)[1][1] == "«\u00a0Membres\u00a0»\u00a0: Ligne 2\u00a0: remplissez «\u00a0Pays\u00a0»."
    )


def test_une_prevision_incomplete_dit_chaque_annee_qui_manque():
    previsions = {"code": "ca", "libelle": "Chiffre d’affaires", "type": "previsions", "obligatoire": True}
    lignes = [{"annee": 2026, "montant": None}, {"annee": 2027, "montant": 5}, {"annee": 2028, "montant": None}]
    assert [controle for controle, _ in manquants(previsions, lignes)] == ["ca__2026", "ca__2028"]
