"""Sharing the dossiers: refused, applied as shown, repaired, corrected by hand, acknowledged."""

from datetime import timedelta

import pytest
from django.http import Http404

from amihr import horloge
from amihr.courrier.compositeur import compositeur_de
from amihr.courrier.models import Courrier
from amihr.habilitations.models import Membre
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.models import Affectation, PriseDeConnaissance, Repartition
from evaluation.actes import affectation as actes
from evaluation.actes import seance as actes_de_seance
from evaluation.lectures import derniere_grille, figures_de
from evaluation.lectures.affectation import avancement, lire_les_affectations
from evaluation.lectures.connaissance import siege_a_informer
from evaluation.regles.affectation import REPARER
from evaluation.regles.plan import Demande, apercevoir, changements, empreinte_du_plan, lignes_a_changer, planifier
from tests.fabriques.affectation import affecter, restreindre
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien, deporter
from tests.fabriques.evaluation import devant_la_commission, noter, noter_tout, reunir


@pytest.fixture
def dossiers(edition, apres):
    return devant_la_commission(edition, 4)


@pytest.fixture
def gens(edition, dossiers):
    """Six members, two a college, who have declared « aucun lien »."""
    return reunir(edition, dossiers, combien=6)


def appliquer(edition, par, demande=None, **champs):
    """Apply what the dry run would show."""
    demande = demande or Demande(**champs)
    plan = planifier(lire_les_affectations(par, edition), demande)
    return actes.affecter(edition, demande, par=par, empreinte=empreinte_du_plan(demande, plan))


def en_cours():
    return set(Affectation.objects.en_cours().values_list("candidature", "membre"))


@pytest.mark.parametrize("qui", ["oscar", "mona", "alice", "adam"])
def test_seul_un_agent_applique_une_repartition(request, agnes, edition, gens, dossiers, qui):
    demande = Demande()
    empreinte = empreinte_du_plan(demande, planifier(lire_les_affectations(agnes, edition), demande))
    with pytest.raises(Http404):
        actes.affecter(edition, demande, par=request.getfixturevalue(qui), empreinte=empreinte)
    assert not Repartition.objects.exists()
    actes.affecter(edition, demande, par=agnes, empreinte=empreinte)
    assert Repartition.objects.get().mode == "equilibre"


def test_sans_dossier_eligible_rien_ne_s_applique(agnes, edition, apres):
    with pytest.raises(ActeRefuse, match="affectation_sans_dossier"):
        appliquer(edition, agnes)


def test_une_repartition_impossible_ne_s_applique_pas(agnes, edition, gens):
    with pytest.raises(ActeRefuse, match="affectation_impossible"):
        appliquer(edition, agnes, lecteurs=7)
    assert not Affectation.objects.exists()


def test_ce_qui_a_change_depuis_l_apercu_ne_s_applique_pas(agnes, edition, gens, dossiers):
    demande = Demande()
    plan = planifier(lire_les_affectations(agnes, edition), demande)
    lecteur = Membre.objects.get(pk=min(plan.lecteurs[dossiers[0].pk])).personne
    deporter(lecteur, dossiers[0])
    with pytest.raises(ActeRefuse, match="affectation_a_change"):
        actes.affecter(edition, demande, par=agnes, empreinte=empreinte_du_plan(demande, plan))
    assert not Affectation.objects.exists()


def test_trois_lecteurs_par_dossier_un_par_college_charges_egales(agnes, edition, gens, dossiers):
    assert appliquer(edition, agnes) == (0, 12)  # of the 24 that everybody had
    for dossier in dossiers:
        lecteurs = dossier.affectations.select_related("membre__college").order_by("pk")
        assert sorted(a.membre.college.code for a in lecteurs) == ["experts", "groupement", "region"]
    assert [ligne.attendues for ligne in avancement(lire_les_affectations(agnes, edition))] == [2] * 6


def test_l_application_s_inscrit_au_journal_sans_nommer_personne(agnes, edition, gens, dossiers):
    appliquer(edition, agnes)
    entree = EntreeJournal.objects.get(evenement="affectation.appliquee")
    assert (entree.par_id, entree.faits["ajoutees"], entree.faits["retirees"]) == (agnes.pk, 0, 12)


def test_chaque_membre_dont_les_dossiers_changent_recoit_un_seul_courriel(agnes, edition, gens, dossiers):
    appliquer(edition, agnes)
    assert sorted(Courrier.objects.values_list("destinataire", flat=True)) == sorted(qui.courriel for qui in gens)
    appliquer(edition, agnes, geste=REPARER)
    assert Courrier.objects.count() == 6


def test_a_tous_ne_laisse_aucune_ligne_en_cours(agnes, edition, gens, dossiers):
    appliquer(edition, agnes)
    assert appliquer(edition, agnes, mode="tous") == (12, 0)
    assert not en_cours()
    assert Affectation.objects.exclude(retiree_le=None).filter(retiree_par=agnes).count() == 12


def test_ce_qui_est_commence_reste_a_son_lecteur(agnes, edition, gens, dossiers):
    for qui in gens[:4]:
        noter(dossiers[0], qui.sieges.get(), [3, 3, 3, 3], soumise=qui != gens[0])
    appliquer(edition, agnes)
    siens = {membre for candidature, membre in en_cours() if candidature == dossiers[0].pk}
    assert siens == {qui.sieges.get().pk for qui in gens[:4]}
    assert len(figures_de(dossiers[0], derniere_grille(edition))) == 3


def test_un_deport_tardif_se_repare_par_un_seul_remplacement(agnes, edition, gens, dossiers):
    appliquer(edition, agnes)
    avant = en_cours()
    parti = Affectation.objects.filter(candidature=dossiers[0]).select_related("membre__personne").first().membre
    deporter(parti.personne, dossiers[0])
    assert appliquer(edition, agnes, geste=REPARER) == (1, 1)
    assert avant - en_cours() == {(dossiers[0].pk, parti.pk)}
    (remplacant,) = en_cours() - avant
    assert Membre.objects.get(pk=remplacant[1]).college_id == parti.college_id


def test_un_siege_retire_se_repare_sans_toucher_aux_autres(agnes, edition, gens, dossiers):
    appliquer(edition, agnes)
    siege = gens[5].sieges.get()
    siens = {paire for paire in en_cours() if paire[1] == siege.pk}
    avant = en_cours() - siens
    gens[5].sieges.update(retire_le=horloge.maintenant())
    appliquer(edition, agnes, geste=REPARER)
    assert avant < en_cours()
    assert len(en_cours()) == 12


def test_un_agent_deporte_ne_touche_pas_au_dossier_qu_il_ne_voit_pas(agnes, edition, gens, dossiers):
    appliquer(edition, agnes)
    avant = {paire for paire in en_cours() if paire[0] == dossiers[0].pk}
    deporter(agnes, dossiers[0])
    assert dossiers[0].pk not in lire_les_affectations(agnes, edition).candidatures
    appliquer(edition, agnes, mode="tous")
    assert en_cours() == avant


def test_a_la_main_chacun_garde_ce_qu_il_a(agnes, edition, gens, dossiers):
    affecter(gens[0], dossiers[1])
    restreindre(edition)
    assert appliquer(edition, agnes, mode="manuel") == (0, 0)
    assert en_cours() == {(dossiers[1].pk, gens[0].sieges.get().pk)}


def test_un_plafond_propre_passe_avant_le_commun(agnes, edition, gens, dossiers):
    siege = gens[0].sieges.get()
    appliquer(edition, agnes, plafond=4, plafonds={str(siege.pk): 1})
    assert Affectation.objects.filter(membre=siege).count() == 1
    assert Repartition.objects.get().plafonds == {str(siege.pk): 1}


def test_les_changements_disent_dossier_par_dossier_qui_entre_et_qui_sort(agnes, edition, gens, dossiers):
    restreindre(edition)
    affecter(gens[0], dossiers[0])
    affectations, demande = lire_les_affectations(agnes, edition), Demande(mode="tous")
    plan, sieges = planifier(affectations, demande), {qui.sieges.get().pk for qui in gens}
    premier = gens[0].sieges.get().pk
    assert lignes_a_changer(affectations, plan) == {dossiers[0].pk: (set(), {premier})}
    ecarts = changements(affectations, demande, plan)
    assert ecarts == {d.pk: (sieges - {premier} if d == dossiers[0] else sieges, set()) for d in dossiers}


DE_TOUS, D_UN_PARTAGE = False, True


@pytest.mark.parametrize("depart", [DE_TOUS, D_UN_PARTAGE])
@pytest.mark.parametrize("champs", [{"lecteurs": 3}, {"lecteurs": 5}, {"mode": "manuel"}, {"mode": "tous"}])
def test_l_essai_et_l_application_comptent_les_memes_changements(agnes, edition, gens, dossiers, depart, champs):
    """The dry run said « 12 changements », then « 12 affectations ajoutées » of readers who had everything already."""
    if depart == D_UN_PARTAGE:
        appliquer(edition, agnes, lecteurs=4)
    affectations, demande = lire_les_affectations(agnes, edition), Demande(**champs)
    apercu = apercevoir(affectations, demande, planifier(affectations, demande))
    assert appliquer(edition, agnes, demande) == (apercu.ajoutes, apercu.retires)
    assert apercu.ajoutes == sum(charge.ajoutes for charge in apercu.membres)
    assert apercu.retires == sum(charge.retires for charge in apercu.membres)


def test_qui_garde_la_meme_liste_n_est_pas_averti(agnes, edition, gens, dossiers):
    """With as many readers as members everybody keeps the dossiers that they had by default."""
    assert appliquer(edition, agnes, lecteurs=6) == (0, 0)
    assert len(en_cours()) == 24
    assert not Courrier.objects.exists()


def test_seuls_ceux_dont_la_liste_change_sont_avertis(agnes, edition, gens, dossiers):
    """One more reader of one dossier: the others keep theirs."""
    appliquer(edition, agnes)
    Courrier.objects.all().delete()
    deporter(gens[0], dossiers[0])
    avant = en_cours()
    appliquer(edition, agnes, geste=REPARER)
    touches = {membre for _, membre in avant ^ en_cours()} - {gens[0].sieges.get().pk}
    avertis = {qui.sieges.get().pk for qui in gens if Courrier.objects.filter(personne=qui).exists()}
    assert avertis - {gens[0].sieges.get().pk} == touches


def test_qui_perd_tout_n_est_pas_appele_a_dire_qu_il_connait_une_liste(agnes, edition, gens, dossiers):
    """Nothing was ever given to them one by one: their desk has no list to acknowledge."""
    for qui in gens[1:]:
        for dossier in dossiers:
            noter(dossier, qui.sieges.get(), [3, 3, 3, 3], soumise=False)
    assert appliquer(edition, agnes, lecteurs=3) == (0, 4)
    courrier = Courrier.objects.get(personne=gens[0])
    assert "pris connaissance" not in compositeur_de("dossiers_affectes").composer(courrier, horloge.maintenant()).body


def test_revenir_a_tous_ecrit_aussi_a_qui_n_avait_rien(agnes, edition, gens, dossiers):
    """No row was ever kept of that member: the mail found nothing to say, and was not sent."""
    restreindre(edition)
    affecter(gens[0], *dossiers)
    assert appliquer(edition, agnes, mode="tous") == (20, 0)
    assert not Courrier.objects.filter(personne=gens[0]).exists()
    courrier = Courrier.objects.get(personne=gens[5])
    compositeur = compositeur_de("dossiers_affectes")
    assert compositeur.est_permis(courrier, horloge.maintenant())
    assert "pris connaissance" not in compositeur.composer(courrier, horloge.maintenant()).body


def test_la_seance_ouvre_la_lecture_a_tous_et_une_reparation_ne_la_referme_pas(agnes, edition, gens, dossiers):
    appliquer(edition, agnes, reserve_la_lecture=True)
    assert Repartition.objects.qui_reservent_la_lecture().exists()
    actes_de_seance.ouvrir(edition, par=agnes, jour=horloge.jour_de_paris(horloge.maintenant()))
    assert not Repartition.objects.qui_reservent_la_lecture().exists()
    appliquer(edition, agnes, reserve_la_lecture=True, geste=REPARER)
    assert not Repartition.objects.qui_reservent_la_lecture().exists()


@pytest.fixture
def siege(gens):
    return gens[0].sieges.get()


def test_un_dossier_ne_se_confie_pas_tant_que_tous_evaluent_tout(agnes, dossiers, siege):
    with pytest.raises(ActeRefuse, match="affectation_a_tous"):
        actes.affecter_un_dossier(dossiers[0], [siege.pk], par=agnes)


@pytest.mark.parametrize("qui", ["oscar", "mona"])
def test_seul_un_agent_confie_un_dossier(request, agnes, edition, dossiers, siege, qui):
    restreindre(edition, mode="manuel")
    with pytest.raises(Http404):
        actes.affecter_un_dossier(dossiers[0], [siege.pk], par=request.getfixturevalue(qui))
    actes.affecter_un_dossier(dossiers[0], [siege.pk], par=agnes)
    assert en_cours() == {(dossiers[0].pk, siege.pk)}


def test_un_dossier_ne_se_confie_pas_a_un_deporte(agnes, edition, gens, dossiers, siege):
    restreindre(edition, mode="manuel")
    deporter(gens[0], dossiers[0])
    with pytest.raises(Http404):
        actes.affecter_un_dossier(dossiers[0], [siege.pk], par=agnes)
    actes.affecter_un_dossier(dossiers[1], [siege.pk], par=agnes)
    assert en_cours() == {(dossiers[1].pk, siege.pk)}


def test_qui_a_commence_ne_perd_pas_son_dossier(agnes, edition, gens, dossiers, siege):
    restreindre(edition, mode="manuel")
    affecter(gens[0], dossiers[0])
    noter(dossiers[0], siege, [3, 3, 3, 3], soumise=False)
    with pytest.raises(ActeRefuse, match="affectation_commencee"):
        actes.affecter_un_dossier(dossiers[0], [], par=agnes)
    assert en_cours() == {(dossiers[0].pk, siege.pk)}


def test_enregistrer_les_memes_lecteurs_ne_fait_rien(agnes, edition, gens, dossiers, siege):
    restreindre(edition, mode="manuel")
    affecter(gens[0], dossiers[0])
    actes.affecter_un_dossier(dossiers[0], [siege.pk], par=agnes)
    assert Affectation.objects.count() == 1
    assert not Courrier.objects.exists()


def test_la_connaissance_se_prend_de_ce_qui_est_affiche(agnes, edition, gens, dossiers, siege):
    with pytest.raises(Http404):
        actes.prendre_connaissance(edition, "", par=gens[0])
    appliquer(edition, agnes)
    vu = siege_a_informer(gens[0], edition).change_le.isoformat()
    for perime in ("", "2026-13-45T00:00:00", (horloge.maintenant() - timedelta(hours=1)).isoformat()):
        with pytest.raises(ActeRefuse, match="affectation_nouvelle"):
            actes.prendre_connaissance(edition, perime, par=gens[0])
    actes.prendre_connaissance(edition, vu, par=gens[0])
    assert PriseDeConnaissance.objects.get().membre == siege
    assert EntreeJournal.objects.get(evenement="affectation.connue").par_id == gens[0].pk


def test_mon_propre_deport_ne_redemande_pas_ma_connaissance(edition, gens, dossiers, siege):
    restreindre(edition)
    affecter(gens[0], *dossiers, instant=horloge.maintenant() - timedelta(hours=1))
    avant = siege_a_informer(gens[0], edition).change_le
    Affectation.objects.filter(candidature=dossiers[0]).update(retiree_le=horloge.maintenant(), retiree_par=gens[0])
    assert siege_a_informer(gens[0], edition).change_le == avant
    Affectation.objects.filter(candidature=dossiers[1]).update(
        retiree_le=horloge.maintenant(), retiree_par=dossiers[0].equipiers.get().personne
    )
    assert siege_a_informer(gens[0], edition).change_le > avant


def test_un_dossier_admis_apres_coup_attend_un_lecteur(agnes, edition, gens, dossiers):
    appliquer(edition, agnes)
    nouveau = CandidatureFactory(edition=edition, etat="eligible", titre="Venu tard")
    declarer_aucun_lien(gens[0], nouveau)
    assert lire_les_affectations(agnes, edition).presents[nouveau.pk] == set()


def test_le_reste_a_noter_suit_les_lecteurs_designes(agnes, edition, gens, dossiers):
    noter_tout(dossiers[:1], gens[:1])
    premiere = avancement(lire_les_affectations(agnes, edition))[0]
    assert (premiere.attendues, premiere.remises) == (4, 1)
    appliquer(edition, agnes)
    lignes = avancement(lire_les_affectations(agnes, edition))
    assert sum(ligne.reste for ligne in lignes) == 11
