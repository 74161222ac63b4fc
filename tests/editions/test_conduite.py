"""A-10: a call suspended, postponed or resumed while somebody files."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction

from amihr import horloge
from amihr.editions.conduite import annuler, reprendre, suspendre
from amihr.editions.models import Edition
from amihr.socle.refus import ActeRefuse
from tests.candidatures.gestes import deposer
from tests.fabriques.editions import CLOTURE, PENDANT
from tests.fils import attendre_qu_un_autre_attende, en_parallele

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def appel(edition):
    """The call, its clock going on a week before the closing."""
    edition.reglages = {"Q45": {"reprise_heures": 24}}
    edition.save()
    with horloge.a(PENDANT, fige=False):
        yield edition


@pytest.mark.parametrize(
    ("geste", "champ"), [(suspendre, "suspendue_le"), (partial(annuler, motif="Sans suite"), "annulee_le")]
)
def test_a10_la_decision_prend_effet_apres_les_depots_qu_elle_attend(appel, agnes, geste, champ):
    with transaction.atomic():
        Edition.objects.verrouiller_en_partage(appel.pk)  # as a filing does
        decision = en_parallele(lambda: geste(appel, par=agnes))
        attendre_qu_un_autre_attende()
        pendant_le_depot = horloge.instant_de_la_base()
    assert getattr(decision(), champ) > pendant_le_depot


def test_a10_un_depot_commence_avant_la_suspension_est_dans_les_delais(appel, dossier, alice):
    with transaction.atomic():
        edition = Edition.objects.verrouiller(appel.pk)
        depot = en_parallele(lambda: deposer(dossier, alice))
        attendre_qu_un_autre_attende()
        edition.suspendue_le = horloge.instant_de_la_base()
        edition.save()
    assert depot().depose_le < edition.suspendue_le
    with pytest.raises(ActeRefuse, match="suspendu"):
        deposer(dossier, alice)


def test_a10_un_report_pendant_un_depot_tardif_le_fait_accepter(appel, dossier, alice):
    with horloge.a(CLOTURE + timedelta(seconds=1), fige=False):
        with transaction.atomic():
            edition = Edition.objects.verrouiller(appel.pk)
            depot = en_parallele(lambda: deposer(dossier, alice))
            attendre_qu_un_autre_attende()
            edition.cloture_le = CLOTURE + timedelta(days=7)
            edition.save()
        assert CLOTURE < depot().depose_le < edition.cloture_le


def test_reprendre_n_avance_pas_la_cloture(appel, agnes):
    suspendre(appel, par=agnes)
    with pytest.raises(ActeRefuse, match="cloture_pas_plus_tard"):
        reprendre(appel, par=agnes, cloture_le=CLOTURE - timedelta(days=1))
    assert reprendre(appel, par=agnes, cloture_le=CLOTURE).cloture_le == CLOTURE
