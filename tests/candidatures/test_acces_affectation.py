"""The access rule where the dossiers are shared among the members: what one scores, what one reads, until when."""

import pytest
from django.db import IntegrityError, transaction

from candidatures.acces import Action, acces, dossiers_accessibles, lecteurs_possibles
from candidatures.actes import deport as actes
from candidatures.models import Affectation, Equipier, LienEcarte
from tests.fabriques.affectation import affecter, restreindre, retirer
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter, figer
from tests.fabriques.editions import APRES, EditionFactory, publier_nda
from tests.personnages import personne

LUS = {Action.LIRE, Action.NOTER, Action.VOTER, Action.VOIR_NOTES}


def permis(qui, dossier):
    """What a member may do, among what sharing narrows."""
    return {action for action in LUS if acces(qui, dossier, action)}


def test_sans_repartition_chacun_lit_et_note_tout(mona_lit, en_evaluation, apres):
    assert permis(mona_lit, en_evaluation) == LUS


def test_a_tous_les_affectations_ne_restreignent_rien(mona_lit, edition, en_evaluation, apres):
    restreindre(edition, mode="tous", reserve_la_lecture=True)
    assert permis(mona_lit, en_evaluation) == LUS


def test_on_ne_note_que_ses_dossiers_et_on_lit_les_autres(mona_lit, edition, en_evaluation, apres):
    restreindre(edition)
    assert permis(mona_lit, en_evaluation) == LUS - {Action.NOTER}
    affecter(mona_lit, en_evaluation)
    assert permis(mona_lit, en_evaluation) == LUS


def test_ou_la_lecture_est_reservee_un_dossier_d_un_autre_n_existe_pas(mona_lit, edition, en_evaluation, apres):
    restreindre(edition, reserve_la_lecture=True)
    assert permis(mona_lit, en_evaluation) == set()
    assert not dossiers_accessibles(mona_lit, Action.LIRE).exists()
    affecter(mona_lit, en_evaluation)
    assert permis(mona_lit, en_evaluation) == LUS


def test_la_seance_rouvre_la_lecture_et_le_vote_a_tous(mona_lit, edition, en_evaluation, apres):
    restreindre(edition, reserve_la_lecture=True, lecture_ouverte_le=APRES)
    assert permis(mona_lit, en_evaluation) == LUS - {Action.NOTER}


def test_l_affectation_d_un_autre_n_ouvre_rien(mona_lit, hugo, edition, en_evaluation, apres):
    restreindre(edition, reserve_la_lecture=True)
    affecter(hugo, en_evaluation)
    assert permis(hugo, en_evaluation) == LUS
    assert permis(mona_lit, en_evaluation) == set()


def test_une_affectation_n_ouvre_que_son_dossier(mona_lit, edition, en_evaluation, apres):
    autre = CandidatureFactory(edition=edition, etat="en_evaluation")
    declarer_aucun_lien(mona_lit, autre)
    restreindre(edition, reserve_la_lecture=True)
    affecter(mona_lit, autre)
    assert list(dossiers_accessibles(mona_lit, Action.NOTER)) == [autre]


def test_une_affectation_finie_n_ouvre_plus_rien(mona_lit, edition, en_evaluation, apres):
    restreindre(edition, reserve_la_lecture=True)
    affecter(mona_lit, en_evaluation)
    assert permis(mona_lit, en_evaluation) == LUS
    retirer(mona_lit, en_evaluation)
    assert permis(mona_lit, en_evaluation) == set()


def test_la_repartition_d_une_autre_edition_ne_change_rien_ici(mona_lit, en_evaluation, apres):
    restreindre(EditionFactory(complete=True), reserve_la_lecture=True)
    assert permis(mona_lit, en_evaluation) == LUS


def test_une_affectation_n_ouvre_rien_avant_la_signature_ni_apres_un_deport(mona_lit, edition, en_evaluation, apres):
    restreindre(edition)
    affecter(mona_lit, en_evaluation)
    assert permis(mona_lit, en_evaluation) == LUS
    publier_nda(edition, "membre", instant=APRES)
    assert permis(mona_lit, en_evaluation) == set()


def test_un_vote_demande_un_dossier_en_evaluation(mona_lit, en_evaluation, apres):
    assert acces(mona_lit, en_evaluation, Action.VOTER)
    type(en_evaluation).objects.filter(pk=en_evaluation.pk).update(etat="eligible")
    assert permis(mona_lit, en_evaluation) == {Action.LIRE, Action.VOIR_NOTES}


@pytest.mark.parametrize("impose", [False, True])
def test_un_deport_met_fin_a_l_affectation(mona_lit, agnes, edition, en_evaluation, apres, impose):
    restreindre(edition)
    affecter(mona_lit, en_evaluation)
    if impose:
        actes.imposer(en_evaluation, mona_lit, "contrat", "Mission en 2025", par=agnes)
    else:
        actes.declarer(edition, par=mona_lit, liens={en_evaluation.reference: ("contrat", "")})
    assert not Affectation.objects.en_cours().exists()
    assert Affectation.objects.get().retiree_par == (agnes if impose else mona_lit)


def test_un_siege_retire_emporte_ses_affectations(mona_lit, edition, en_evaluation, apres):
    affecter(mona_lit, en_evaluation)
    assert Affectation.objects.en_cours().exists()
    mona_lit.sieges.update(retire_le=APRES)
    assert not Affectation.objects.en_cours().exists()


def test_une_affectation_ne_s_efface_ni_ne_se_reecrit(mona_lit, hugo, en_evaluation, apres):
    affecter(mona_lit, en_evaluation)
    autre = hugo.sieges.get()
    for geste in (lambda a: a.delete(), lambda a: a.update(membre=autre)):
        with pytest.raises(IntegrityError), transaction.atomic():
            geste(Affectation.objects.all())
    retirer(mona_lit, en_evaluation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Affectation.objects.update(retiree_le=None, retiree_par=None)


@pytest.fixture
def possible(mona_lit, en_evaluation, apres):
    """Tell whether Mona may be given Alice's dossier."""
    return lambda: bool(
        lecteurs_possibles(list(mona_lit.sieges.select_related("personne")), [en_evaluation.pk], APRES)[
            en_evaluation.pk
        ]
    )


def test_un_membre_qui_a_declare_peut_recevoir_le_dossier_avant_de_resigner(possible, edition):
    assert possible()
    publier_nda(edition, "membre", instant=APRES)
    assert possible()


@pytest.mark.parametrize(
    "obstacle",
    [
        deporter,
        lambda qui, dossier: qui.sieges.update(retire_le=APRES),
        lambda qui, dossier: figer(dossier, domaine="exemple.fr"),
        lambda qui, dossier: Equipier.objects.filter(candidature=dossier).update(personne=qui),
        lambda qui, dossier: type(dossier).objects.filter(pk=dossier.pk).update(etat="ineligible"),
    ],
)
def test_qui_ne_pourrait_pas_lire_ne_recoit_rien(possible, mona_lit, en_evaluation, obstacle):
    assert possible()
    obstacle(mona_lit, en_evaluation)
    assert not possible()


def test_un_lien_ecarte_rend_le_dossier_possible(possible, mona_lit, agnes, en_evaluation):
    figer(en_evaluation, domaine="exemple.fr")
    assert not possible()
    LienEcarte.objects.create(
        candidature=en_evaluation, personne=mona_lit, raison="Homonyme", par=agnes, ecarte_le=APRES
    )
    assert possible()


def test_chaque_lecteur_possible_est_rendu_avec_ses_dossiers(mona_lit, hugo, edition, en_evaluation, apres):
    lea = personne("Lea")
    sieges = [mona_lit.sieges.get(), hugo.sieges.get(), asseoir(lea, edition)]
    autre = CandidatureFactory(edition=edition, etat="eligible")
    declarer_aucun_lien(lea, autre)
    assert lecteurs_possibles(sieges, [en_evaluation.pk, autre.pk], APRES) == {
        en_evaluation.pk: {sieges[0].pk, sieges[1].pk},
        autre.pk: {sieges[2].pk},
    }
