from datetime import timedelta

import pytest

from amihr import horloge
from amihr.editions.conduite import reporter, reprendre, suspendre
from amihr.socle.refus import ActeRefuse
from tests.fabriques.editions import APRES, CLOTURE, PENDANT

pytestmark = pytest.mark.django_db
PLUS_TARD = CLOTURE + timedelta(days=7)


@pytest.fixture
def appel(edition):
    edition.reglages = {"Q45": {"reprise_heures": 24}}
    edition.save()
    return edition


def jamais_lue(edition):
    return False


def deja_lue(edition):
    return True


def test_apres_une_lecture_la_cloture_ne_bouge_plus(appel, agnes):
    with horloge.a(APRES), pytest.raises(ActeRefuse, match="dossiers_deja_lus"):
        reporter(appel, cloture_le=PLUS_TARD, par=agnes, a_ete_lue=deja_lue)


def test_une_cloture_ne_s_avance_pas(appel, agnes):
    with horloge.a(PENDANT), pytest.raises(ActeRefuse, match="cloture_pas_plus_tard"):
        reporter(appel, cloture_le=CLOTURE - timedelta(days=1), par=agnes, a_ete_lue=jamais_lue)


def test_une_cloture_ne_se_reporte_pas_au_passe(appel, agnes):
    with horloge.a(APRES), pytest.raises(ActeRefuse, match="cloture_passee"):
        reporter(appel, cloture_le=CLOTURE + timedelta(hours=1), par=agnes, a_ete_lue=jamais_lue)


def test_reporter_apres_la_cloture_remet_le_sceau_aussitot(appel, agnes):
    assert appel.sceau_leve(APRES)
    with horloge.a(APRES):
        reportee = reporter(appel, cloture_le=PLUS_TARD, par=agnes, a_ete_lue=jamais_lue)
    assert not reportee.sceau_leve(APRES)


def test_une_suspension_garde_le_sceau_au_dela_de_la_cloture(appel, agnes):
    with horloge.a(PENDANT):
        suspendue = suspendre(appel, par=agnes)
    assert not suspendue.sceau_leve(APRES)


def test_reprendre_demande_une_cloture_a_24_heures_au_moins(appel, agnes):
    with horloge.a(CLOTURE - timedelta(hours=23)):
        suspendre(appel, par=agnes)
        with pytest.raises(ActeRefuse, match="cloture_trop_proche"):
            reprendre(appel, par=agnes)
        assert reprendre(appel, par=agnes, cloture_le=PLUS_TARD).cloture_le == PLUS_TARD
