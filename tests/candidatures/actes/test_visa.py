"""The visa of a second agent: proposed by one, confirmed or sent back by another; only the visa decides."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.actes import instruction, visa
from candidatures.models import Candidature, PointExamine, PropositionDeConclusion, Recevabilite
from candidatures.regles.instruction import points_a_examiner
from tests.fabriques.candidatures import deporter

GRIEF = {"delai": ("non_conforme", "Reçu après minuit")}


def examine(candidature, par, **ecarts):
    points = {p.code: ("conforme", "") for p in points_a_examiner(candidature.edition.formulaire, "recevabilite")}
    instruction.examiner(candidature, "recevabilite", points | ecarts, par=par)


@pytest.fixture
def favorable(depose, agnes, apres):
    """« Recevable », proposed by Agnès."""
    examine(depose, agnes)
    return visa.proposer(depose, "recevabilite", favorable=True, motif="", par=agnes)


@pytest.fixture
def defavorable(depose, agnes, apres):
    """« Irrecevable », proposed by Agnès."""
    examine(depose, agnes, **GRIEF)
    return visa.proposer(depose, "recevabilite", favorable=False, motif="Hors délai", par=agnes)


def code(acte, *args, **champs):
    with pytest.raises(ActeRefuse) as refus:
        acte(*args, **champs)
    return refus.value.code


def test_une_proposition_que_les_points_ne_portent_pas_est_refusee(depose, agnes, apres):
    assert code(visa.proposer, depose, "recevabilite", favorable=True, motif="", par=agnes) == "points_incomplets"
    examine(depose, agnes)
    assert code(visa.proposer, depose, "recevabilite", favorable=False, motif="M", par=agnes) == "aucun_grief"
    assert not PropositionDeConclusion.objects.exists()


def test_proposer_ne_decide_rien(defavorable, alice):
    assert Candidature.objects.get().etat == "deposee"
    assert not Recevabilite.objects.exists()
    assert not alice.courriers.exists()


@pytest.mark.parametrize("acte", [visa.viser, lambda p, par: visa.renvoyer(p, "Une raison", par=par)])
def test_nul_ne_vise_ni_ne_renvoie_sa_propre_proposition(favorable, agnes, acte):
    assert code(acte, favorable, par=agnes) == "visa_par_un_autre"
    assert Candidature.objects.get().etat == "deposee"


def test_la_base_refuse_aussi_le_visa_de_son_auteur(favorable, agnes, apres):
    lignes = PropositionDeConclusion.objects.filter(pk=favorable.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        lignes.update(issue="visee", close_le=apres, close_par=agnes)


def test_tant_qu_elle_attend_ni_point_ni_conclusion_ne_changent(depose, favorable, agnes, noor):
    assert code(instruction.examiner, depose, "recevabilite", GRIEF, par=agnes) == "visa_attendu"
    assert code(instruction.recevoir, depose, par=agnes) == "visa_attendu"
    assert code(instruction.recevoir, depose, par=noor) == "visa_attendu"
    assert code(visa.proposer, depose, "recevabilite", favorable=True, motif="", par=agnes) == "visa_attendu"
    assert not PointExamine.objects.filter(verdict="non_conforme").exists()


def test_le_visa_d_un_autre_conclut_a_son_nom(favorable, agnes, noor):
    visa.viser(favorable, par=noor)
    assert Candidature.objects.get().etat == "recevable"
    assert Recevabilite.objects.get().par == noor
    entree = EntreeJournal.objects.get(evenement="candidature.recevable")
    assert (entree.par, entree.faits["proposition"]) == (noor, str(favorable.pk))
    favorable.refresh_from_db()
    assert (favorable.issue, favorable.par, favorable.close_par) == ("visee", agnes, noor)


def test_un_visa_defavorable_ecrit_a_l_equipe_avec_le_motif_propose(defavorable, alice, noor):
    assert code(visa.viser, defavorable, par=noor) == "voies_de_recours"
    assert Candidature.objects.get().etat == "deposee"
    visa.viser(defavorable, par=noor, sans_voies_de_recours=True)
    assert Candidature.objects.get().etat == "irrecevable"
    assert Recevabilite.objects.get().motif == "Hors délai"
    assert alice.courriers.get().evenement == "irrecevable"
    assert EntreeJournal.objects.get(evenement="candidature.irrecevable").faits["sans_voies_de_recours"] is True


def test_un_renvoi_a_sa_raison_et_rend_l_examen(depose, favorable, agnes, noor):
    assert code(visa.renvoyer, favorable, "  ", par=noor) == "raison_du_renvoi"
    visa.renvoyer(favorable, "Le Kbis est illisible", par=noor)
    assert PropositionDeConclusion.objects.get().raison == "Le Kbis est illisible"
    instruction.recevoir(depose, par=agnes)
    assert Candidature.objects.get().etat == "recevable"


def test_seul_son_auteur_la_retire(depose, favorable, agnes, noor):
    assert code(visa.retirer, favorable, par=noor) == "visa_pas_a_vous"
    visa.retirer(favorable, par=agnes)
    examine(depose, agnes, **GRIEF)


def test_une_proposition_close_ne_se_vise_plus(favorable, noor):
    visa.viser(favorable, par=noor)
    assert code(visa.viser, favorable, par=noor) == "visa_clos"
    assert code(visa.renvoyer, favorable, "Trop tard", par=noor) == "visa_clos"
    assert Recevabilite.objects.count() == 1


def test_la_proposition_d_un_deporte_ne_se_vise_pas_et_se_renvoie(depose, favorable, agnes, noor):
    deporter(agnes, depose)
    assert code(visa.viser, favorable, par=noor) == "visa_sans_auteur"
    visa.renvoyer(favorable, "Auteur déporté", par=noor)
    examine(depose, noor)


def test_un_deporte_ne_vise_pas(depose, favorable, noor):
    deporter(noor, depose)
    with pytest.raises(Http404):
        visa.viser(favorable, par=noor)
    assert Candidature.objects.get().etat == "deposee"


@pytest.mark.parametrize("champs", [{"motif": "Autre"}, {"est_favorable": True}])
def test_les_mots_d_une_proposition_ne_changent_pas(defavorable, champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        PropositionDeConclusion.objects.filter(pk=defavorable.pk).update(**champs)
    with pytest.raises(IntegrityError), transaction.atomic():
        PropositionDeConclusion.objects.filter(pk=defavorable.pk).delete()


def test_un_dossier_ecarte_entre_temps_ne_se_vise_plus(depose, favorable, agnes, noor):
    instruction.disqualifier(depose, "Plagiat", par=agnes, sans_voies_de_recours=True)
    assert code(visa.viser, favorable, par=noor) == "transition"
