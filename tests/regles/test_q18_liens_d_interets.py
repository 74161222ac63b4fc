"""Q18: a déporté finds nothing; a detected link waits for a decision before any reading."""

from candidatures.acces import Action, dossiers_accessibles, lien_a_trancher, toutes
from candidatures.lectures import a_declarer
from candidatures.models import LienEcarte, MembreConsortium, Structure
from tests.fabriques.candidatures import asseoir, declarer_aucun_lien, deporter, figer
from tests.personnages import personne


def test_rien_ne_se_lit_avant_d_avoir_declare(mona, en_evaluation, apres):
    assert list(dossiers_accessibles(mona, Action.LIRE)) == []
    declarer_aucun_lien(mona, en_evaluation)
    assert list(dossiers_accessibles(mona, Action.LIRE)) == [en_evaluation]


def test_le_deport_ferme_toutes_les_actions(mona_lit, en_evaluation, apres):
    deporter(mona_lit, en_evaluation)
    assert not any(dossiers_accessibles(mona_lit, action).exists() for action in Action)


def test_un_lien_detecte_attend_une_decision(edition, agnes, en_evaluation, apres):
    lea = personne("Lea")
    asseoir(lea, edition, siren_employeur="000000018")
    declarer_aucun_lien(lea, en_evaluation)
    assert list(dossiers_accessibles(lea, Action.LIRE)) == []
    assert list(toutes(edition).filter(lien_a_trancher(lea))) == [en_evaluation]
    LienEcarte.objects.create(candidature=en_evaluation, personne=lea, raison="Homonymie", ecarte_le=apres, par=agnes)
    assert list(dossiers_accessibles(lea, Action.LIRE)) == [en_evaluation]


def test_on_declare_sur_la_structure_et_le_consortium_sans_lire(mona, en_evaluation, apres):
    depot = figer(en_evaluation)
    MembreConsortium.objects.create(depot=depot, ordre=1, structure=Structure.objects.create(denomination="Treille"))
    (ligne,) = a_declarer(mona, en_evaluation.edition)
    assert (ligne.structure, ligne.membres, ligne.est_declare) == ("Orthoselve SAS", ["Treille"], False)


def test_ce_qui_est_declare_ne_se_redemande_pas(mona_lit, en_evaluation, apres):
    assert a_declarer(mona_lit, en_evaluation.edition) == []
