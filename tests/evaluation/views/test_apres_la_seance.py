"""Once the meeting is closed: no grid is filled in any more, what a member reads says so, and leads to the end of their task."""

import pytest
from django.http import Http404
from django.test import Client

from amihr import horloge
from amihr.socle.refus import ActeRefuse
from evaluation.actes import notation
from evaluation.actes.affectation import affecter_un_dossier
from evaluation.lectures.affectation import grilles_attendues
from evaluation.models import Attestation, DestructionCertifiee, Evaluation, NotePrivee, Seance
from tests.evaluation.views.outils import adresse, champs_de_la_grille
from tests.fabriques.affectation import affecter, restreindre
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import (
    decider,
    decider_et_clore,
    devant_la_commission,
    noter,
    noter_tout,
    ouvrir_une_seance,
    reunir,
)
from tests.pages import mots_de

BUREAU, FIN = "/commission/", "/commission/fin-de-mission/"


@pytest.fixture
def dossiers(edition, jour_j):
    return devant_la_commission(edition, 3)


@pytest.fixture
def gens(edition, dossiers):
    """Three members; the last one submitted one grid, began another, left the third."""
    gens = reunir(edition, dossiers)
    noter_tout(dossiers, gens[:2])
    siege = gens[2].sieges.get()
    noter(dossiers[0], siege, [3, 3, 3, 3])
    noter(dossiers[1], siege, [3, 3, 3, 3], soumise=False)
    return gens


@pytest.fixture
def membre(client, gens):
    return connecter(client, gens[2])


@pytest.fixture
def seance(edition, gens):
    return ouvrir_une_seance(edition, gens)


@pytest.fixture
def close(seance, dossiers, agnes):
    decider_et_clore(seance, dossiers, agnes)


def reponses(dossier):
    grille = dossier.edition.grilles.get()
    return {(critere.pk, sous and sous.pk): 4 for critere in grille.criteres.order_by("rang")
            for sous in (list(critere.sous_criteres.order_by("ordre")) or [None])}  # fmt: skip


def test_tant_que_la_seance_est_ouverte_une_grille_se_remet_encore(gens, dossiers, seance, agnes):
    decider(seance, dossiers, agnes)
    notation.soumettre(dossiers[2], par=gens[2], reponses=reponses(dossiers[2]), commentaires={}, revision=0)
    assert Evaluation.objects.filter(candidature=dossiers[2], etat="soumise").count() == 3


@pytest.mark.parametrize("rang", [1, 2])
def test_apres_la_cloture_rien_ne_s_enregistre_ni_ne_se_remet(gens, dossiers, close, rang):
    """The figures kept with the decision and those of the ranking parted: a late grid went in until the letters left."""
    avant = Evaluation.objects.count()
    envoi = {"par": gens[2], "reponses": reponses(dossiers[rang]), "commentaires": {}, "revision": 0}
    for acte in (notation.enregistrer, notation.soumettre):
        with pytest.raises(ActeRefuse, match="notation_close"):
            acte(dossiers[rang], **envoi)
    assert Evaluation.objects.count() == avant
    assert not Evaluation.objects.filter(candidature=dossiers[rang], membre__personne=gens[2], etat="soumise").exists()


def test_apres_la_cloture_rien_ne_se_revise(gens, dossiers, close):
    with pytest.raises(ActeRefuse, match="notation_close"):
        notation.reviser(dossiers[0], "Après réflexion.", par=gens[0])


def test_un_dossier_sans_decision_attend_encore_ses_grilles(gens, dossiers, seance, agnes):
    decider_et_clore(seance, dossiers[:2], agnes)
    notation.soumettre(dossiers[2], par=gens[2], reponses=reponses(dossiers[2]), commentaires={}, revision=0)
    assert Evaluation.objects.filter(candidature=dossiers[2], etat="soumise").count() == 3


def test_une_page_restee_ouverte_dit_que_c_est_clos_et_rend_ce_qui_est_tape(membre, edition, dossiers, close):
    reponse = membre.post(adresse(dossiers[1]), champs_de_la_grille(edition, geste="enregistrer"))
    assert reponse.status_code == 409
    assert "aucune grille ne se remplit ni ne se révise plus" in mots_de(reponse)


def test_la_page_d_un_dossier_decide_dit_la_notation_close(membre, dossiers, close):
    assert "La notation est close" in mots_de(membre.get(adresse(dossiers[1])))
    remise = mots_de(membre.get(adresse(dossiers[0])))
    assert "Elle ne se modifie plus." in remise
    assert "Réviser" not in remise


def test_une_revision_laissee_ouverte_n_efface_pas_la_grille_remise(membre, gens, dossiers, seance, agnes):
    notation.reviser(dossiers[0], "À reprendre.", par=gens[2])
    assert "Révision en cours" in mots_de(membre.get(adresse(dossiers[0])))
    decider_et_clore(seance, dossiers, agnes)
    bureau = membre.get(BUREAU)
    assert [dossier.reference for dossier in bureau.context["remises"]] == [dossiers[0].reference]
    assert dossiers[0].titre not in [tache["titre"] for tache in bureau.context["closes"]]
    page = mots_de(membre.get(adresse(dossiers[0])))
    assert "Votre évaluation est remise Version 1" in page


def test_qui_a_revise_relit_sa_premiere_version(membre, gens, dossiers, seance):
    assert "Ma version 1" not in mots_de(membre.get(adresse(dossiers[0])))
    notation.reviser(dossiers[0], "À reprendre.", par=gens[2])
    notation.soumettre(
        dossiers[0], par=gens[2], reponses=dict.fromkeys(reponses(dossiers[0]), 5), commentaires={}, revision=None
    )
    page = membre.get(adresse(dossiers[0]))
    assert "Votre évaluation est remise Version 2" in mots_de(page)
    assert [(version["version"], version["total"]) for version in page.context["precedentes"]] == [(1, "3,00")]
    autre = connecter(Client(), gens[1]).get(adresse(dossiers[0]))
    assert autre.context["precedentes"] == []


def test_renoncer_a_une_revision_rend_la_grille_remise(membre, gens, dossiers, seance):
    notation.reviser(dossiers[0], "À reprendre.", par=gens[2])
    assert 'value="renoncer"' in membre.get(adresse(dossiers[0])).content.decode()
    reponse = membre.post(adresse(dossiers[0]), {"geste": "renoncer"}, follow=True)
    page = mots_de(reponse)
    assert "La révision est abandonnée" in page
    assert "Votre évaluation est remise Version 1" in page
    assert 'value="renoncer"' not in reponse.content.decode()
    reponse = membre.post(adresse(dossiers[0]), {"geste": "renoncer"})
    assert (reponse.status_code, "Aucune révision n’est en cours" in mots_de(reponse)) == (409, True)


def test_le_bureau_ne_dit_plus_rien_a_evaluer(membre, close):
    page = membre.get(BUREAU)
    assert [tache["puce"] for tache in page.context["closes"]] == ["Notation close"] * 2
    assert (page.context["taches"], page.context["autres"]) == ([], [])
    lu = mots_de(page)
    assert (
        "La commission a clos sa séance : la notation est close. Vous avez remis 1 évaluation ; 2 dossiers se sont fermés"
        in lu
    )
    assert "La commission se réunit" not in lu
    assert "Rien à faire" not in lu


def test_pendant_la_seance_le_bureau_y_mene(client, gens, seance):
    lu = mots_de(connecter(client, gens[0]).get(BUREAU))
    assert "Rejoindre la séance" in lu
    assert "Rien à faire" not in lu
    assert "La commission se réunit" not in lu
    assert "Votre mission" not in lu


def test_une_revision_commencee_ne_retire_pas_du_bureau_ce_qui_est_remis(client, gens, dossiers, seance):
    membre = connecter(client, gens[0])
    avant = membre.get(BUREAU).context
    notation.reviser(dossiers[0], "À reprendre.", par=gens[0])
    page = membre.get(BUREAU)
    assert (len(page.context["remises"]), page.context["total"]) == (len(avant["remises"]), avant["total"])
    assert [tache["puce"] for tache in page.context["en_revision"]] == ["Révision commencée"]
    assert (page.context["taches"], page.context["reste"]) == (avant["taches"], avant["reste"])
    lu = mots_de(page)
    assert "Votre évaluation remise compte jusqu’à la nouvelle" in lu
    assert "Rejoindre la séance" in lu


def test_la_seance_ouverte_se_rejoint_meme_avec_une_grille_a_remettre(client, edition, gens, seance):
    declarer_aucun_lien(gens[0], CandidatureFactory(edition=edition, etat="en_evaluation", titre="Retard"))
    page = connecter(client, gens[0]).get(BUREAU)
    assert [tache["titre"] for tache in page.context["taches"]] == ["Retard"]
    lu = mots_de(page)
    assert ("Rejoindre la séance" in lu, "Toutes vos évaluations sont remises" in lu) == (True, False)


def test_avant_la_seance_le_bureau_dit_quand_elle_se_tient(client, gens):
    assert "La commission se réunit le" in mots_de(connecter(client, gens[0]).get(BUREAU))


def test_une_seance_a_venir_qui_est_passee_ne_se_dit_pas_a_venir(client, edition, gens):
    with horloge.a(COMMISSION.replace(day=COMMISSION.day + 1)):
        lu = mots_de(connecter(client, gens[0]).get(BUREAU))
    assert "La commission se réunit" not in lu
    assert "La suite se passe en séance" in lu


def test_le_bureau_mene_a_la_fin_de_mission_et_dit_ce_qui_reste(membre, gens, dossiers, close):
    siege = gens[2].sieges.get()
    NotePrivee.objects.create(candidature=dossiers[0], membre=siege, texte="À revoir", modifiee_le=COMMISSION)
    page = membre.get(BUREAU)
    assert page.context["reste_de_la_mission"] == ["notes", "copies", "attestation"]
    assert f'class="btn btn-primary" href="{FIN}"' in page.content.decode()
    NotePrivee.objects.all().delete()
    DestructionCertifiee.objects.create(membre=siege, certifiee_le=COMMISSION)
    page = membre.get(BUREAU)
    assert page.context["reste_de_la_mission"] == ["attestation"]
    assert "Votre mission est terminée" in mots_de(page)  # an attestation is asked for by whoever wants one
    assert "Demander mon attestation de participation" in mots_de(page)
    Attestation.objects.create(membre=siege, heures=3, dossiers=1, demandee_le=COMMISSION)
    assert "Retrouver mon attestation" in mots_de(membre.get(BUREAU))


def test_une_seance_rouverte_ou_des_dossiers_a_noter_retiennent_la_fin(membre, edition, dossiers, close):
    assert membre.get(BUREAU).context["est_finie"]
    reste = devant_la_commission(edition, 4)[3]
    type(reste).objects.filter(pk=reste.pk).update(noms="Reste")
    Seance.objects.create(edition=edition, jour=COMMISSION.date(), ouverte_le=COMMISSION)
    assert not membre.get(BUREAU).context["est_finie"]


def test_la_navigation_mene_a_la_fin_de_mission(membre):
    liens = membre.get(BUREAU).content.decode()
    assert liens.count(f'href="{FIN}"') >= 1
    assert 'aria-current="page"' in membre.get(FIN).content.decode()


def test_aucune_grille_n_est_plus_attendue_apres_la_cloture(agnes, edition, gens, dossiers, seance):
    assert grilles_attendues(agnes, edition) == 2
    decider_et_clore(seance, dossiers, agnes)
    assert grilles_attendues(agnes, edition) == 0


def test_un_dossier_decide_ne_change_plus_de_lecteurs(agnes, edition, gens, dossiers, seance):
    restreindre(edition, mode="manuel")
    affecter(gens[0], *dossiers)
    decider_et_clore(seance, dossiers, agnes)
    with pytest.raises(Http404):
        affecter_un_dossier(dossiers[0], [], par=agnes)
