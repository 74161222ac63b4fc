"""Q8: who instructs reads the parts and the pieces of the instruction; the commission, the technical dossier."""

import pytest

from candidatures.acces import Action, consulter
from candidatures.regles.dossier import Regard, partie_visible, piece_visible
from candidatures.regles.presence import presence_de_reponse
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import REPONSES


def test_une_partie_technique_est_fermee_a_l_instruction():
    assert partie_visible({"instruction": True}, Regard.INSTRUCTION)
    assert not partie_visible({"instruction": False}, Regard.INSTRUCTION)
    assert partie_visible({"instruction": False}, Regard.COMMISSION)


def test_une_piece_privee_est_fermee_a_la_commission():
    assert piece_visible({"prive": True}, Regard.INSTRUCTION)
    assert not piece_visible({"prive": True}, Regard.COMMISSION)


def test_l_agent_lit_la_structure_et_le_consortium_seulement(agnes, en_evaluation, apres):
    dossier = consulter(agnes, en_evaluation.reference, Action.LIRE_ADMINISTRATIF)
    assert [partie.slug for partie in dossier.parties] == ["structure", "consortium"]
    assert {piece.emplacement for piece in dossier.pieces} == {"kbis", "fiscal", "logo"}


def test_l_agent_sait_seulement_que_le_reste_est_la(agnes, en_evaluation, apres):
    dossier = consulter(agnes, en_evaluation.reference, Action.LIRE_ADMINISTRATIF)
    presences = {f"{presence.genre} {presence.code}": dict(presence.faits) for presence in dossier.presences}
    longueur = len(REPONSES["memoire"]["memoire"])
    assert presences["partie memoire"] == {"Memoire": f"répondu, {longueur}\u00a0caractères"}
    assert presences["partie video"] == {"Video": "lien vers videos.example.org"}
    assert presences["piece annexe"] == {"Annexe": "absent"}
    assert presences["partie solution"]["Thematique"] == "répondu"
    ouvertes = {"partie structure", "partie consortium", "piece kbis", "piece fiscal", "piece logo"}
    assert not ouvertes & presences.keys()


@pytest.mark.parametrize(("type_", "valeur"), [("oui_non", "oui"), ("entier", 12), ("choix", "pme"), ("liste", [{}])])
def test_une_reponse_courte_ne_dit_pas_sa_longueur(type_, valeur):
    assert presence_de_reponse({"type": type_}, valeur) == "répondu"


def test_le_memoire_joint_compte_pour_le_memoire(agnes, edition, apres):
    jointes = ("kbis", "fiscal", "logo", "memoire")
    reponses = REPONSES | {"memoire": {}}
    candidature = CandidatureFactory(edition=edition, reponses=reponses, pieces=jointes, deposee=True)
    dossier = consulter(agnes, candidature.reference, Action.LIRE_ADMINISTRATIF)
    memoire = next(presence for presence in dossier.presences if presence.titre == "Mémoire technique")
    assert [fait for _, fait in memoire.faits] == ["non répondu", "présent, 1\u00a0page"]


def test_le_membre_ne_recoit_aucune_presence(mona_lit, en_evaluation, apres):
    assert consulter(mona_lit, en_evaluation.reference, Action.LIRE).presences == ()


def test_l_appel_de_2026_ouvre_ses_trois_pieces_obligatoires_a_l_instruction(appel_2026):
    lisibles = {p["genre"] for p in appel_2026.formulaire["pieces"] if piece_visible(p, Regard.INSTRUCTION)}
    assert lisibles == {"kbis", "fiscal", "logo"}


def test_le_membre_lit_le_dossier_technique_sans_les_pieces(mona_lit, en_evaluation, apres):
    dossier = consulter(mona_lit, en_evaluation.reference, Action.LIRE)
    assert "memoire" in [partie.slug for partie in dossier.parties]
    assert {piece.emplacement for piece in dossier.pieces} == {"logo"}
