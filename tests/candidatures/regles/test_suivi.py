"""The steps that a team sees of its filed dossier: dates, never what was decided about it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from amihr import horloge
from amihr.editions.models import Edition
from candidatures.lectures import suivi_de
from candidatures.models import Etat
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import APRES, CLOTURE, COMMISSION, PENDANT

pytestmark = pytest.mark.django_db


def lire(candidature, instant):
    with horloge.a(instant):
        return [(e.texte, e.etat) for e in suivi_de(candidature, [SimpleNamespace(numero=1, depose_le=PENDANT)])]


def ici(candidature, instant):
    return [texte for texte, etat in lire(candidature, instant) if etat == "ici"]


@pytest.mark.parametrize("etat", [Etat.BROUILLON, Etat.RETIREE])
def test_ce_qui_n_est_pas_depose_n_a_pas_de_suivi(edition, etat):
    assert lire(CandidatureFactory(edition=edition, etat=etat), APRES) == []


def test_un_appel_annule_n_a_pas_de_suivi(edition):
    Edition.objects.filter(pk=edition.pk).update(annulee_le=PENDANT)
    edition.refresh_from_db()
    assert lire(CandidatureFactory(edition=edition, etat=Etat.DEPOSEE), APRES) == []


@pytest.mark.parametrize(
    ("instant", "etape"),
    [
        (PENDANT, "Clôture de l’appel"),
        (CLOTURE, "Instruction du dossier"),
        (COMMISSION, "Commission"),
        (COMMISSION + timedelta(days=1), "Réponse"),
    ],
)
def test_l_etape_en_cours_suit_les_dates(edition, instant, etape):
    assert ici(CandidatureFactory(edition=edition, etat=Etat.DEPOSEE), instant) == [etape]


def test_ce_que_l_instruction_a_fait_ne_se_voit_pas(edition):
    etats = (Etat.DEPOSEE, Etat.RECEVABLE, Etat.ELIGIBLE, Etat.EN_EVALUATION)
    lus = [lire(CandidatureFactory(edition=edition, etat=etat), COMMISSION) for etat in etats]
    assert lus == [lus[0]] * 4


def test_une_reponse_notifiee_acheve_le_suivi_sans_dire_laquelle(edition):
    favorable, defavorable = (
        lire(CandidatureFactory(edition=edition, etat=etat), COMMISSION)
        for etat in (Etat.LABELLISEE, Etat.NON_LABELLISEE)
    )
    assert favorable == defavorable
    assert {etat for _, etat in favorable} == {"passe"}


def test_un_dossier_irrecevable_ne_passe_pas_devant_la_commission(edition):
    etapes = [texte for texte, _ in lire(CandidatureFactory(edition=edition, etat=Etat.IRRECEVABLE), APRES)]
    assert "Commission" not in etapes
    assert etapes[-1] == "Réponse"


def test_un_report_remet_la_cloture_a_venir(edition):
    Edition.objects.filter(pk=edition.pk).update(cloture_le=CLOTURE + timedelta(days=9))
    edition.refresh_from_db()
    assert ici(CandidatureFactory(edition=edition, etat=Etat.DEPOSEE), CLOTURE) == ["Clôture de l’appel"]
