"""The one clock: PostgreSQL's, kept for a request, moved by tests and the demonstration only."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse

from amihr import horloge
from amihr.celery import application

pytestmark = pytest.mark.django_db
CLOTURE = datetime(2026, 5, 11, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize("geste", [lambda: horloge.a(CLOTURE), horloge.reprendre])
def test_en_production_l_horloge_ne_se_deplace_pas(settings, geste):
    settings.HORLOGE_DEPLACABLE = False
    with pytest.raises(ImproperlyConfigured):
        geste()


def test_sans_reglage_l_horloge_ne_se_deplace_pas(settings):
    del settings.HORLOGE_DEPLACABLE
    with pytest.raises(ImproperlyConfigured):
        horloge.a(CLOTURE)


def test_un_instant_sans_fuseau_est_refuse():
    with pytest.raises(ValueError, match="fuseau"):
        horloge.a(datetime(2026, 5, 11, 23, 59))


def test_l_horloge_fausse_du_serveur_web_ne_change_rien():
    avant = horloge.maintenant()
    with time_machine.travel(avant + timedelta(days=1)):
        assert horloge.maintenant() - avant < timedelta(minutes=1)


def test_figee_elle_ne_bouge_plus():
    horloge.a(CLOTURE)
    assert [horloge.maintenant(), horloge.instant_de_la_base()] == [CLOTURE, CLOTURE]


def test_non_figee_elle_avance():
    horloge.a(CLOTURE, fige=False)
    premier, second = horloge.instant_de_la_base(), horloge.instant_de_la_base()
    assert CLOTURE < premier < second < CLOTURE + timedelta(minutes=1)


def test_en_contexte_elle_revient_a_l_horloge_d_avant():
    horloge.a(CLOTURE)
    with horloge.a(CLOTURE + timedelta(days=30)):
        assert horloge.maintenant() > CLOTURE
    assert horloge.maintenant() == CLOTURE


def test_reprendre_la_rend_a_postgresql():
    horloge.a(CLOTURE)
    horloge.reprendre()
    assert horloge.maintenant() != CLOTURE


def test_une_requete_ne_la_lit_qu_une_fois(rf, django_assert_num_queries):
    def vue(request):
        assert horloge.maintenant() == horloge.maintenant()
        return HttpResponse()

    with django_assert_num_queries(1):
        horloge.HorlogeIntergiciel(vue)(rf.get("/"))


def test_la_requete_suivante_la_relit(rf):
    lus = []
    intergiciel = horloge.HorlogeIntergiciel(lambda request: lus.append(horloge.maintenant()))
    for _ in range(2):
        intergiciel(rf.get("/"))
    assert lus[0] < lus[1]


def test_hors_d_une_requete_chaque_lecture_est_nouvelle():
    assert horloge.maintenant() < horloge.maintenant()


def test_une_tache_ne_la_lit_qu_une_fois():
    @application.task(name="essai.heures")
    def heures():
        return [horloge.maintenant(), horloge.maintenant()]

    premiere, seconde = heures()
    assert premiere == seconde


def test_deplacee_pendant_une_requete_elle_y_est_relue():
    with horloge.une_seule_lecture():
        horloge.maintenant()
        horloge.a(CLOTURE)
        assert horloge.maintenant() == CLOTURE


@pytest.mark.parametrize(("instant", "jour"), [(CLOTURE - timedelta(microseconds=1), 11), (CLOTURE, 12)])
def test_le_jour_est_celui_de_paris(instant, jour):
    assert horloge.jour_de_paris(instant).day == jour
