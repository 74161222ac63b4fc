"""Taking a dossier: two agents never examine the same one without knowing it."""

from functools import partial

import pytest
from django.db.models import F
from django.http import Http404

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.actes import instruction, prises
from candidatures.lectures import avec_prise, prise_de, prises_en_cours
from candidatures.models import Candidature, PointExamine, PriseEnCharge
from candidatures.regles.instruction import points_a_examiner
from tests.fabriques.candidatures import CandidatureFactory, deporter, signer_nda
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import APRES, EditionFactory
from tests.fils import ensemble

POINT = {"delai": ("conforme", "")}


def agent(edition, prenom="Noor"):
    personne = PersonneFactory(prenom=prenom, nom="Diop", roles=[Role.AGENT], totp=True)
    signer_nda(personne, edition, Public.AGENT)
    return personne


@pytest.fixture
def noor(edition):
    """Another agent."""
    return agent(edition)


@pytest.fixture
def pris(depose, noor, apres):
    """Alice's dossier, taken by Noor."""
    prises.prendre(depose, par=noor)
    return depose


def evenements():
    return list(EntreeJournal.objects.order_by("seq").values_list("evenement", flat=True))


def preneur(candidature):
    """Who has it, by both readings: of one dossier and of the list."""
    seul = prise_de(Candidature.objects.get(pk=candidature.pk))
    en_cours = prises_en_cours(candidature.edition)
    ligne = avec_prise(Candidature.objects.filter(pk=candidature.pk), en_cours).get()
    assert ligne.est_tenu is (seul is not None)
    return seul and seul.par


DECISIONS = {
    "examiner": lambda c, par: instruction.examiner(c, "recevabilite", POINT, par=par),
    "recevoir": lambda c, par: instruction.recevoir(c, par=par),
    "irrecevable": lambda c, par: instruction.declarer_irrecevable(c, "Motif", par=par, sans_voies_de_recours=True),
    "disqualifier": lambda c, par: instruction.disqualifier(c, "Motif", par=par, sans_voies_de_recours=True),
    "prendre": lambda c, par: prises.prendre(c, par=par),
}


@pytest.mark.parametrize("geste", DECISIONS)
def test_personne_n_agit_sur_le_dossier_qu_un_autre_a_pris(pris, agnes, noor, geste):
    with pytest.raises(ActeRefuse) as refus:
        DECISIONS[geste](pris, agnes)
    assert refus.value.code == "pris_par_un_autre"
    assert f"pris par {noor.nom_complet} depuis le" in refus.value.phrase
    assert not PointExamine.objects.exists()
    assert Candidature.objects.get().etat == "deposee"
    assert preneur(pris) == noor


@pytest.mark.parametrize("etat", ["irrecevable", "eligible", "retiree"])
def test_un_dossier_hors_instruction_ne_se_prend_pas(depose, agnes, apres, etat):
    Candidature.objects.update(etat=etat)
    with pytest.raises((ActeRefuse, Http404)):
        prises.prendre(depose, par=agnes)
    assert not PriseEnCharge.objects.exists()


def test_seul_qui_a_le_dossier_le_rend(pris, agnes, noor):
    with pytest.raises(ActeRefuse) as refus:
        prises.rendre(pris, par=agnes)
    assert refus.value.code == "pas_a_vous"
    prises.rendre(pris, par=noor)
    assert preneur(pris) is None
    assert evenements()[-1] == "instruction.rendue"


def test_prendre_deux_fois_ne_change_rien(pris, noor):
    prises.prendre(pris, par=noor)
    assert PriseEnCharge.objects.count() == 1
    assert evenements().count("instruction.prise") == 1


def test_le_premier_enregistrement_prend_le_dossier(depose, agnes, apres):
    instruction.examiner(depose, "recevabilite", POINT, par=agnes)
    assert preneur(depose) == agnes


def test_reprendre_se_dit_au_journal_et_garde_l_ancienne_prise(pris, agnes, noor):
    prises.reprendre(pris, a=noor.pk, par=agnes)
    assert preneur(pris) == agnes
    entree = EntreeJournal.objects.get(evenement="instruction.reprise")
    assert (entree.par, entree.faits["a"]) == (agnes, str(noor.pk))
    ancienne = PriseEnCharge.objects.get(par=noor)
    assert (ancienne.rendue_par, ancienne.rendue_le is not None) == (agnes, True)


def test_on_ne_reprend_qu_a_qui_la_page_a_nomme(pris, edition, agnes, noor):
    tiers = agent(edition, "Zoe")
    prises.reprendre(pris, a=noor.pk, par=tiers)
    with pytest.raises(ActeRefuse) as refus:
        prises.reprendre(pris, a=noor.pk, par=agnes)
    assert refus.value.code == "prise_changee"
    assert preneur(pris) == tiers


def _deporter(noor, candidature):
    deporter(noor, candidature)


def _sans_role(noor, candidature):
    noor.attributions.update(revoquee_le=F("attribuee_le"))


def _inactif(noor, candidature):
    noor.est_active = False
    noor.save(update_fields=["est_active"])


def _equipier(noor, candidature):
    CandidatureFactory(edition=candidature.edition, equipe=[noor])


@pytest.mark.parametrize("perdre", [_deporter, _sans_role, _inactif, _equipier])
def test_qui_ne_peut_plus_examiner_n_a_plus_le_dossier(pris, agnes, noor, perdre):
    assert preneur(pris) == noor
    perdre(noor, pris)
    assert preneur(pris) is None
    instruction.examiner(pris, "recevabilite", POINT, par=agnes)
    assert preneur(pris) == agnes


def test_un_deport_sur_un_dossier_ne_rend_pas_les_autres(pris, edition, noor):
    autre = CandidatureFactory(edition=edition, deposee=True)
    prises.prendre(autre, par=noor)
    deporter(noor, autre)
    assert (preneur(pris), preneur(autre)) == (noor, None)


def test_un_dossier_instruit_n_est_plus_a_personne(depose, agnes, noor, apres):
    points = {p.code: ("conforme", "") for p in points_a_examiner(depose.edition.formulaire, "recevabilite")}
    instruction.examiner(depose, "recevabilite", points, par=agnes)
    instruction.recevoir(depose, par=agnes)
    assert preneur(depose) == agnes
    Candidature.objects.update(etat="eligible")
    assert preneur(depose) is None
    instruction.disqualifier(depose, "Plagiat", par=noor, sans_voies_de_recours=True)


@pytest.mark.django_db(transaction=True)
def test_deux_agents_ensemble_un_seul_l_a():
    edition = EditionFactory(complete=True, est_courante=True)
    candidature = CandidatureFactory(edition=edition, deposee=True)
    agents = [agent(edition, prenom) for prenom in ("Noor", "Zoe")]
    with horloge.a(APRES):
        issues = ensemble(*[partial(prises.prendre, candidature, par=qui) for qui in agents])
    refus = [issue for issue in issues if isinstance(issue, ActeRefuse)]
    assert [r.code for r in refus] == ["pris_par_un_autre"]
    assert PriseEnCharge.objects.en_cours().count() == 1
