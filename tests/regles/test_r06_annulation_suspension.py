from datetime import timedelta

import pytest

from amihr import horloge
from amihr.editions.conduite import annuler, reprendre, suspendre
from amihr.editions.models import EtatEdition
from amihr.socle.refus import ActeRefuse
from tests.fabriques.editions import APRES, PENDANT

pytestmark = pytest.mark.django_db


@pytest.fixture
def appel(edition, pendant):
    edition.reglages = {"Q45": {"reprise_heures": 24}}
    edition.save()
    return edition


def test_un_appel_clos_ne_se_suspend_pas(appel, agnes):
    with horloge.a(APRES), pytest.raises(ActeRefuse, match="deja_close"):
        suspendre(appel, par=agnes)


def test_un_appel_annule_ne_se_suspend_pas(appel, agnes):
    annuler(appel, motif="Sans suite", par=agnes)
    with pytest.raises(ActeRefuse, match="edition_annulee"):
        suspendre(appel, par=agnes)


def test_un_appel_suspendu_n_accepte_plus_de_depot(appel, agnes):
    assert appel.accepte_les_depots(PENDANT)
    assert not suspendre(appel, par=agnes).accepte_les_depots(PENDANT)


def test_une_suspension_ne_deplace_pas_la_cloture(appel, agnes):
    assert suspendre(appel, par=agnes).cloture_le == appel.cloture_le


def test_un_appel_repris_accepte_les_depots(appel, agnes):
    suspendre(appel, par=agnes)
    assert reprendre(appel, par=agnes).accepte_les_depots(PENDANT)


def test_un_appel_annule_le_reste(appel, agnes):
    annule = annuler(appel, motif="Sans suite", par=agnes)
    assert annule.etat(PENDANT + timedelta(days=365)) == EtatEdition.ANNULEE
