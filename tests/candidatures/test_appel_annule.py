"""Once the call is cancelled no dossier moves on, whatever the acte (see R6); what was told before stays."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from amihr import horloge
from amihr.courrier.models import Courrier
from amihr.editions.conduite import annuler
from amihr.socle.refus import ActeRefuse
from candidatures.actes import complement, deport, instruction, messages, prises, rapporteurs, sortie, visa
from candidatures.models import Candidature, Categorie, Complement
from catalogue.actes import labels
from evaluation.actes import affectation, notation
from evaluation.actes import seance as actes_de_seance
from evaluation.actes.decision import notifier, publier
from evaluation.models import Evaluation
from tests.fabriques.candidatures import CandidatureFactory, signer_nda
from tests.fabriques.catalogue import PUBLIE, labelliser
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import APRES, COMMISSION
from tests.fabriques.evaluation import (
    MOTIFS,
    SANS_PRESIDENCE,
    decider,
    devant_la_commission,
    noter_tout,
    ouvrir_une_seance,
    reunir,
    signer,
    tenir_une_seance,
)

pytestmark = pytest.mark.django_db
DEMAIN = APRES + timedelta(days=5)
FAITS = {"article": "D", "motif": "Illisible", "derniere_minute": DEMAIN}


def refuse(acte, *arguments, **options):
    with pytest.raises(ActeRefuse) as refus:
        acte(*arguments, **options)
    return refus.value.code == "annule"


@pytest.fixture
def noor(edition):
    noor = PersonneFactory(prenom="Noor", roles=["agent"], totp=True)
    signer_nda(noor, edition, "agent")
    return noor


@pytest.fixture
def annulee(edition, agnes, apres):
    edition.reglages |= {"Q15": {"complements": True, "delai_jours": 10}}
    edition.save()
    return partial(annuler, edition, motif="Sans suite", par=agnes)


def test_l_instruction_s_arrete(annulee, depose, agnes, noor, edition):
    proposee = CandidatureFactory(edition=edition, deposee=True)
    points = {p.code: ("conforme", "") for p in instruction.points_a_examiner(edition.formulaire, "recevabilite")}
    for dossier in (depose, proposee):
        instruction.examiner(dossier, "recevabilite", points, par=agnes)
    proposition = visa.proposer(proposee, "recevabilite", favorable=True, motif="", par=agnes)
    annulee()
    assert refuse(prises.prendre, depose, par=agnes)
    assert refuse(instruction.examiner, depose, "recevabilite", points, par=agnes)
    assert refuse(instruction.recevoir, depose, par=agnes)
    assert refuse(instruction.declarer_irrecevable, depose, "Hors délai", par=agnes)
    assert refuse(instruction.disqualifier, depose, "Plagiat", par=agnes)
    assert refuse(visa.proposer, depose, "recevabilite", favorable=True, motif="", par=agnes)
    assert refuse(visa.viser, proposition, par=noor)
    assert refuse(rapporteurs.nommer, depose, noor, par=agnes)
    assert set(Candidature.objects.values_list("etat", flat=True)) == {"deposee"}


def test_les_complements_s_arretent(annulee, depose, agnes, alice, edition):
    attendu = complement.demander(edition, [depose.reference], ["kbis"], par=agnes, **FAITS)[0]
    autre = CandidatureFactory(edition=edition, deposee=True)
    annulee()
    lu = Complement.objects.get(pk=attendu.pk)
    assert refuse(complement.demander, edition, [autre.reference], ["kbis"], par=agnes, **FAITS)
    assert refuse(complement.prolonger, attendu, DEMAIN + timedelta(days=1), par=agnes)
    assert refuse(complement.envoyer, attendu, par=alice)
    assert refuse(complement.joindre, lu, "kbis", None, par=alice)
    complement.rappeler(DEMAIN - timedelta(hours=1))
    assert not Courrier.objects.filter(evenement="complement_rappel").exists()


def test_la_reintegration_s_arrete(annulee, depose, agnes, alice):
    sortie.retirer_apres_la_cloture(depose, "Plus d’objet", par=alice)
    annulee()
    assert refuse(sortie.reintegrer, depose, "Erreur", par=agnes)


def test_l_evaluation_ne_s_ouvre_pas(annulee, edition, agnes):
    eligible = CandidatureFactory(edition=edition, etat="eligible")
    annulee()
    assert refuse(notation.ouvrir, edition, [eligible.reference], par=agnes)
    assert refuse(affectation.affecter, edition, None, par=agnes, empreinte="")


def test_la_notation_s_arrete(annulee, mona_lit, en_evaluation):
    annulee()
    assert refuse(notation.enregistrer, en_evaluation, {}, {}, par=mona_lit, revision=0)
    assert refuse(notation.soumettre, en_evaluation, par=mona_lit)
    assert not Evaluation.objects.exists()


def test_la_seance_s_arrete(annulee, edition, agnes):
    with horloge.a(COMMISSION):
        dossiers = devant_la_commission(edition, 2)
        gens = reunir(edition, dossiers)
        noter_tout(dossiers, gens)
        seance = ouvrir_une_seance(edition, gens)
        decider(seance, dossiers[:1], agnes)
        annulee()
        assert refuse(actes_de_seance.ouvrir, edition, par=agnes, jour=COMMISSION.date())
        assert refuse(actes_de_seance.consigner_presences, seance, [], par=agnes)
        assert refuse(actes_de_seance.voter, seance, dossiers[1], "favorable", par=gens[0])
        assert refuse(actes_de_seance.arreter, seance, dossiers[1], par=agnes, sens="labellisee", **MOTIFS)
        assert refuse(actes_de_seance.clore, seance, par=agnes, motif=SANS_PRESIDENCE)


def test_la_signature_et_la_notification_s_arretent(annulee, edition, agnes):
    with horloge.a(COMMISSION):
        signee, arretee = tenir_une_seance(edition, agnes, 2)
        signer(edition, [signee], agnes)
        annulee()
        assert refuse(signer, edition, [arretee], agnes, numero="2")
        assert refuse(notifier, edition, [signee.reference], par=agnes, sans_voies_de_recours=True)
    assert not Courrier.objects.filter(evenement="decision_favorable").exists()


# --- What stays ------------------------------------------------------------------------------------------------
def test_ce_qui_est_notifie_se_publie_encore(annulee, edition, agnes):
    with horloge.a(COMMISSION):
        (dossier,) = tenir_une_seance(edition, agnes, 1)
        signer(edition, [dossier], agnes)
        notifier(edition, [dossier.reference], par=agnes, sans_voies_de_recours=True)
        annulee()
        assert publier(edition, [dossier.reference], par=agnes)
    assert Candidature.objects.get().etat == "labellisee"


def test_un_label_se_retire_par_son_acte(db):
    label = labelliser()
    agent = PersonneFactory(roles=["agent"], totp=True)
    edition = label.candidature.edition
    signer_nda(agent, edition, "agent")
    with horloge.a(PUBLIE + timedelta(days=1)):
        annuler(edition, motif="Sans suite", par=agent)
        assert labels.retirer(label, motif="Engagements non tenus", par=agent)


def test_les_messages_les_notes_les_deports_et_les_decharges_restent(annulee, depose, agnes, noor, alice):
    rapport = rapporteurs.nommer(depose, noor, par=agnes)
    annulee()
    assert messages.ecrire(depose, "Pourquoi ?", par=alice, cle=uuid4())
    assert messages.repondre(depose, "Faute de budget.", par=agnes, cle=uuid4())
    assert messages.noter(depose, "Vu.", par=agnes, cle=uuid4())
    assert rapporteurs.decharger(depose, par=agnes, remplace=rapport.pk, motif="Appel annulé")
    assert deport.imposer(depose, noor, Categorie.AUTRE, "Lien appris depuis.", par=agnes)
