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
