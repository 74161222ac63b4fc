"""Q31: the act is signed outside, uploaded back; only signed acts are notified."""

from datetime import timedelta

import pytest

from amihr.socle.refus import ActeRefuse
from evaluation.actes.decision import enregistrer_acte_signe, notifier
from evaluation.models import ActeSigne, Decision
from tests.fabriques.candidatures import FichierFactory
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import decider, decider_et_clore, signer

FAITS = {
    "numero": "2026-7",
    "date": COMMISSION.date(),
    "signataire_prenom": "Ana",
    "signataire_nom": "Roy",
    "signataire_qualite": "Directrice",
    "delegation": "Arrêté 2026-3",
}


def code_du_refus(acte, *arguments, **champs):
    with pytest.raises(ActeRefuse) as refus:
        acte(*arguments, **champs)
    return refus.value.code


def enregistrer(edition, dossiers, agnes, **champs):
    references = [dossier.reference for dossier in dossiers]
    return enregistrer_acte_signe(
        edition, references, par=agnes, fichier=FichierFactory(genre="acte"), **{**FAITS, **champs}
    )


@pytest.fixture
def close(seance, dossiers, agnes):
    decider_et_clore(seance, dossiers, agnes)
    return seance


def test_avant_la_cloture_de_la_seance_aucun_acte(seance, dossiers, agnes, edition):
    decider(seance, dossiers, agnes)
    assert code_du_refus(enregistrer, edition, dossiers, agnes) == "seance_non_close"


def test_sans_acte_rien_ne_se_notifie(close, dossiers, agnes, edition):
    refus = code_du_refus(notifier, edition, [dossiers[0].reference], par=agnes, sans_voies_de_recours=True)
    assert refus == "decision_pas_signee"


def test_l_acte_porte_numero_date_signataire_delegation_et_fichier(close, dossiers, agnes, edition):
    acte = enregistrer(edition, dossiers, agnes)
    relu = ActeSigne.objects.get()
    assert {nom: getattr(relu, nom) for nom in FAITS} == FAITS
    assert set(Decision.objects.values_list("suite", "acte")) == {("signee", acte.pk)}


def test_un_acte_anterieur_a_la_seance_est_refuse(close, dossiers, agnes, edition):
    veille = COMMISSION.date() - timedelta(days=1)
    assert code_du_refus(enregistrer, edition, dossiers, agnes, date=veille) == "acte_avant_la_seance"
    assert not ActeSigne.objects.exists()


def test_deux_actes_n_ont_pas_le_meme_numero(close, dossiers, agnes, edition):
    enregistrer(edition, dossiers[:1], agnes)
    assert code_du_refus(enregistrer, edition, dossiers[1:], agnes) == "numero_d_acte"


def test_une_decision_signee_ne_se_signe_pas_deux_fois(close, dossiers, agnes, edition):
    signer(edition, dossiers, agnes)
    assert code_du_refus(enregistrer, edition, dossiers, agnes) == "decision_pas_arretee"
