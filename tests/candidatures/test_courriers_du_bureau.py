"""The mails between those who instruct: who is told, never of one's own act, never with a word of the dossier."""

import pytest
from django.core import mail

from amihr.comptes.models import Role
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier, Etat
from amihr.habilitations.models import Public
from amihr.pilotage.lectures import envois
from candidatures.actes import instruction, prises, rapporteurs, visa
from candidatures.regles.instruction import points_a_examiner
from tests.fabriques.candidatures import deporter, signer_nda
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import APRES

pytestmark = pytest.mark.django_db


def proposer(dossier, par):
    points = {point.code: ("conforme", "") for point in points_a_examiner(dossier.edition.formulaire, "recevabilite")}
    instruction.examiner(dossier, "recevabilite", points, par=par)
    return visa.proposer(dossier, "recevabilite", favorable=True, motif="", par=par)


def destinataires(evenement):
    return set(Courrier.objects.filter(evenement=evenement).order_by().values_list("personne", flat=True))


def test_reprendre_un_dossier_previent_qui_l_avait(agnes, noor, depose, apres):
    prises.prendre(depose, par=noor)
    prises.reprendre(depose, a=noor.pk, par=agnes)
    assert destinataires("dossier_repris") == {noor.pk}
    prises.reprendre(depose, a=agnes.pk, par=agnes)
    assert Courrier.objects.count() == 1


def test_rendre_puis_prendre_ne_previent_personne(agnes, noor, depose, apres):
    prises.prendre(depose, par=noor)
    prises.rendre(depose, par=noor)
    prises.prendre(depose, par=agnes)
    assert not Courrier.objects.exists()


@pytest.mark.parametrize("auteur", ["agnes", "oscar"])
def test_un_visa_demande_previent_ceux_qui_peuvent_le_donner(request, agnes, noor, oscar, depose, apres, auteur):
    par = request.getfixturevalue(auteur)
    deporte = PersonneFactory(roles=[Role.AGENT])
    signer_nda(deporte, depose.edition, Public.AGENT)
    deporter(deporte, depose)
    proposer(depose, par)
    assert destinataires("visa_demande") == {agnes.pk, noor.pk} - {par.pk}


def test_une_proposition_deja_visee_ne_s_annonce_plus(agnes, noor, depose, apres):
    visa.viser(proposer(depose, agnes), par=noor)
    expedier(APRES)
    assert mail.outbox == []
    assert Courrier.objects.get().etat == Etat.ABANDONNE


def test_le_rapporteur_apprend_qu_il_l_est_puis_qu_il_ne_l_est_plus(agnes, noor, oscar, depose, apres):
    nomme = rapporteurs.nommer(depose, oscar, par=agnes)
    expedier(APRES)
    rapporteurs.nommer(depose, noor, par=agnes, remplace=nomme.pk, motif="Congé")
    assert destinataires("rapporteur_decharge") == {oscar.pk}
    expedier(APRES)
    assert sorted(courriel.to[0] for courriel in mail.outbox) == sorted([oscar.courriel, oscar.courriel, noor.courriel])


def test_qui_quitte_son_propre_rapport_ne_s_ecrit_pas(agnes, noor, depose, apres):
    nomme = rapporteurs.nommer(depose, noor, par=agnes)
    rapporteurs.decharger(depose, par=noor, remplace=nomme.pk, motif="Congé")
    assert destinataires("rapporteur_decharge") == set()


def test_aucun_ne_dit_un_mot_du_dossier_et_le_registre_les_montre(agnes, noor, oscar, depose, apres):
    prises.prendre(depose, par=noor)
    prises.reprendre(depose, a=noor.pk, par=agnes)
    nomme = rapporteurs.nommer(depose, oscar, par=agnes)
    proposer(depose, agnes)
    expedier(APRES)
    rapporteurs.decharger(depose, par=agnes, remplace=nomme.pk, motif="Fusion avec Argile SA")
    expedier(APRES)
    assert len(mail.outbox) == 4
    for courriel in mail.outbox:
        assert depose.reference in courriel.body
        for tu in (depose.titre, depose.denomination, "Argile"):
            assert tu not in courriel.subject + courriel.body + courriel.alternatives[0].content
    assert {lu.evenement for lu in envois(agnes, depose.edition)} == {
        "dossier_repris",
        "visa_demande",
        "rapporteur_nomme",
        "rapporteur_decharge",
    }


def test_un_deport_retient_le_courrier(agnes, oscar, depose, apres):
    rapporteurs.nommer(depose, oscar, par=agnes)
    deporter(oscar, depose)
    expedier(APRES)
    assert mail.outbox == []
