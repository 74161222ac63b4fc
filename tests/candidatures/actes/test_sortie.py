"""Withdrawn after the closing, put back: motivated, journaled, nothing deleted, the earlier conclusion reversed."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.http import Http404

from amihr import horloge
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action, acces, consulter
from candidatures.actes import instruction
from candidatures.actes.depot import retirer
from candidatures.actes.sortie import reintegrer, retirer_apres_la_cloture
from candidatures.lectures import conclusion_connue, conclusions_de
from candidatures.lectures.sorties import registre_des_sorties
from candidatures.models import Candidature, Etat, Examen, Recevabilite, Reintegration, RetraitTardif, Sortie
from candidatures.regles.instruction import points_a_examiner
from candidatures.regles.sortie import RETIRABLES
from candidatures.transitions import PERMISES, RETOURS
from tests.fabriques.candidatures import deporter
from tests.fabriques.editions import APRES, PENDANT


def code_de(acte, *arguments, **options):
    with pytest.raises(ActeRefuse) as refus:
        acte(*arguments, **options)
    return refus.value.code


def mettre(dossier, etat):
    Candidature.objects.filter(pk=dossier.pk).update(etat=etat)
    dossier.refresh_from_db()
    return dossier


def etat_de(dossier):
    dossier.refresh_from_db()
    return dossier.etat


def declarer_irrecevable(dossier, par, motif="Il manque le Kbis."):
    points = points_a_examiner(dossier.edition.formulaire, Examen.RECEVABILITE)
    verdicts = {point.code: ("conforme", "") for point in points} | {points[0].code: ("non_conforme", "Absent")}
    instruction.examiner(dossier, Examen.RECEVABILITE, verdicts, par=par)
    instruction.declarer_irrecevable(dossier, motif, par=par, sans_voies_de_recours=True)


def disqualifier(dossier, par):
    instruction.disqualifier(dossier, "Plagiat", par=par, sans_voies_de_recours=True)


def evenements(personne):
    return set(Courrier.objects.filter(personne=personne).order_by().values_list("evenement", flat=True))


# --- Withdrawn after the closing ------------------------------------------------------------------------------


def test_avant_la_cloture_le_retrait_n_est_pas_tardif(alice, depose, pendant):
    assert code_de(retirer_apres_la_cloture, depose, "Un motif", par=alice) == "retrait_avant_la_cloture"


def test_sans_motif_rien_n_est_retire(alice, depose, apres):
    assert code_de(retirer_apres_la_cloture, depose, " ", par=alice) == "retrait_motif"
    assert etat_de(depose) == "deposee"


@pytest.mark.parametrize("etat", sorted(set(Etat) - set(RETIRABLES)))
def test_ce_qui_a_sa_reponse_ne_se_retire_plus(alice, depose, apres, etat):
    assert code_de(retirer_apres_la_cloture, mettre(depose, etat), "Un motif", par=alice) == "retrait_tardif_impossible"


def test_ni_qui_redige_ni_la_region_ne_retire(alice, agnes, depose, apres):
    depose.equipiers.update(droit="rediger")
    for qui in (alice, agnes):
        with pytest.raises(Http404):
            retirer_apres_la_cloture(depose, "Un motif", par=qui)


@pytest.mark.parametrize("etat", RETIRABLES)
def test_un_dossier_se_retire_jusqu_a_sa_reponse_et_garde_tout(alice, depose, apres, etat):
    retrait = retirer_apres_la_cloture(mettre(depose, etat), "Rachat de la société", par=alice)
    assert etat_de(depose) == "retiree"
    assert (retrait.motif, retrait.sortie.de, retrait.par) == ("Rachat de la société", etat, alice)
    assert depose.depots.count() == 1


def test_un_dossier_retire_se_referme_a_tous(alice, agnes, oscar, mona_lit, en_evaluation, apres):
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    consulter(agnes, en_evaluation.reference, Action.LIRE_ADMINISTRATIF)
    retirer_apres_la_cloture(en_evaluation, "Un motif", par=alice)
    permis = {qui: {a for a in Action if acces(qui, en_evaluation, a)} for qui in (mona_lit, agnes, oscar)}
    assert permis[mona_lit] == set()
    assert permis[oscar] == {Action.COMPTER}
    assert permis[agnes] == {Action.COMPTER, Action.REINTEGRER}


def test_le_retrait_previent_l_equipe_et_les_agents(alice, agnes, oscar, depose, apres):
    retirer_apres_la_cloture(depose, "Secret industriel", par=alice)
    assert (evenements(alice), evenements(agnes)) == ({"retrait_tardif"}, {"retrait_a_connaitre"})
    assert evenements(oscar) == set()
    expedier(APRES)
    assert len(mail.outbox) == 2
    for courriel in mail.outbox:
        assert depose.reference in courriel.body
        assert "Secret industriel" not in courriel.body


# --- Put back -------------------------------------------------------------------------------------------------


def test_l_operateur_et_l_equipe_ne_reintegrent_pas(alice, agnes, oscar, depose, apres):
    declarer_irrecevable(depose, agnes)
    for qui in (alice, oscar):
        with pytest.raises(Http404):
            reintegrer(depose, "Un motif", par=qui)
    assert etat_de(depose) == "irrecevable"


def test_un_agent_deporte_ne_reintegre_pas(agnes, depose, apres):
    declarer_irrecevable(depose, agnes)
    deporter(agnes, depose)
    with pytest.raises(Http404):
        reintegrer(depose, "Un motif", par=agnes)


def test_sans_motif_rien_n_est_reintegre(agnes, depose, apres):
    declarer_irrecevable(depose, agnes)
    assert code_de(reintegrer, depose, "  ", par=agnes) == "reintegration_motif"
    assert etat_de(depose) == "irrecevable"


def test_un_dossier_qui_suit_son_cours_n_a_rien_a_reprendre(agnes, depose, apres):
    assert code_de(reintegrer, depose, "Un motif", par=agnes) == "reintegration_impossible"


def test_un_retrait_d_avant_la_cloture_ne_se_defait_pas(agnes, alice, depose):
    with horloge.a(PENDANT):
        retirer(depose, par=alice)
    with horloge.a(APRES), pytest.raises(Http404):
        reintegrer(depose, "Un motif", par=agnes)
    assert Sortie.objects.filter(vers="retiree", retrait_tardif=None).count() == 1


@pytest.mark.parametrize("resultat", ["labellisee", "non_labellisee"])
def test_un_resultat_notifie_ne_se_defait_pas_en_silence(agnes, depose, apres, resultat):
    disqualifier(mettre(depose, resultat), agnes)
    assert code_de(reintegrer, depose, "Un motif", par=agnes) == "reintegration_apres_resultat"
    assert code_de(reintegrer, mettre(depose, resultat), "Un motif", par=agnes) == "reintegration_impossible"


@pytest.mark.parametrize("etat", RETIRABLES)
def test_un_retrait_tardif_se_defait_et_reste_au_registre(agnes, alice, depose, apres, etat):
    retirer_apres_la_cloture(mettre(depose, etat), "Une erreur", par=alice)
    reintegrer(depose, "Demandé par l’équipe", par=agnes)
    assert etat_de(depose) == etat
    assert acces(agnes, depose, Action.INSTRUIRE)
    assert RetraitTardif.objects.get().motif == "Une erreur"
    (sortie,) = registre_des_sorties(agnes, depose.edition)
    assert sortie.reintegration.motif == "Demandé par l’équipe"


def test_une_irrecevabilite_rapportee_reste_lisible_et_ne_compte_plus(agnes, depose, apres):
    declarer_irrecevable(depose, agnes)
    reintegration = reintegrer(depose, "Le Kbis y était", par=agnes)
    assert etat_de(depose) == "deposee"
    assert conclusion_connue(depose) is None
    (ligne,) = conclusions_de(depose)
    assert (ligne["conclusion"].motif, ligne["conclusion"].reintegration) == ("Il manque le Kbis.", reintegration)


def test_un_dossier_reintegre_se_juge_de_nouveau_et_sa_nouvelle_lettre_part(agnes, alice, depose, apres):
    declarer_irrecevable(depose, agnes)
    reintegrer(depose, "Le Kbis y était", par=agnes)
    declarer_irrecevable(depose, agnes, "Hors délai.")
    depose.refresh_from_db()
    assert conclusion_connue(depose).motif == "Hors délai."
    assert Recevabilite.objects.count() == 2
    expedier(APRES)
    sujets = [courriel.subject for courriel in mail.outbox if "recevabilité" in courriel.subject]
    assert len(sujets) == 1  # the first letter, reversed before it left, does not leave
    assert Courrier.objects.filter(evenement="irrecevable").count() == 2


def test_deux_conclusions_en_vigueur_sont_refusees_par_la_base(agnes, depose, apres):
    declarer_irrecevable(depose, agnes)
    deuxieme = Recevabilite.objects.get()
    deuxieme.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        deuxieme.save(force_insert=True)


def test_un_dossier_ecarte_deux_fois_revient_pas_a_pas(agnes, depose, apres):
    declarer_irrecevable(depose, agnes)
    depose.refresh_from_db()
    jugee_le = depose.etat_depuis
    with horloge.a(APRES.replace(day=20)):
        disqualifier(depose, agnes)
    with horloge.a(APRES.replace(day=21)):
        reintegrer(depose, "Ce n’était pas un plagiat", par=agnes)
        assert (etat_de(depose), depose.etat_depuis) == ("irrecevable", jugee_le)
        assert conclusion_connue(depose).motif == "Il manque le Kbis."
        reintegrer(depose, "Le Kbis y était", par=agnes)
        assert etat_de(depose) == "deposee"


def test_l_equipe_est_prevenue_et_le_journal_le_garde(agnes, alice, depose, apres):
    disqualifier(mettre(depose, "eligible"), agnes)
    reintegrer(depose, "Motif reserve", par=agnes)
    assert "candidature_reintegree" in evenements(alice)
    entree = EntreeJournal.objects.filter(evenement="candidature.reintegree").get()
    assert entree.faits == {"de": "disqualifiee", "vers": "eligible"}
    expedier(APRES)
    (courriel,) = mail.outbox  # the letter of the disqualification, reversed, stays
    assert "réintégrée" in courriel.subject
    assert "Motif reserve" not in courriel.body


@pytest.mark.parametrize("modele", [Sortie, RetraitTardif, Reintegration])
def test_rien_de_cela_ne_se_reecrit_ni_ne_s_efface(agnes, alice, depose, apres, modele):
    retirer_apres_la_cloture(depose, "Une erreur", par=alice)
    reintegrer(depose, "Demandé", par=agnes)
    with pytest.raises(IntegrityError), transaction.atomic():
        modele.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        modele.objects.update(id=modele.objects.get().id)


def test_un_retour_ne_mene_jamais_la_ou_un_acte_ordinaire_ne_menait_pas():
    """Every return reverses a permitted move, and none leads back to a result."""
    for sortie, etats in RETOURS.items():
        assert all(sortie in PERMISES[etat] for etat in etats)
        assert not etats & {Etat.LABELLISEE, Etat.NON_LABELLISEE, Etat.BROUILLON}
