"""A-64: Redis stopped: the outbox still takes mails, they wait for beat, limits hold."""

import socket
import time
from threading import Lock

import pytest
from celery import Celery
from django.db import transaction

from amihr.courrier.boite import expedier, poster
from amihr.courrier.models import Courrier, Etat
from amihr.socle import reveil
from amihr.socle.limites import permettre
from tests.courrier.conftest import INSTANT, compositeurs, puits  # noqa: F401 - fixtures

ADRESSE = ("127.0.0.1", 1)


@pytest.fixture
def redis_arrete(settings, monkeypatch):
    """A broker that refuses connections, shown to do so."""
    settings.REVEIL = ["courrier.expedier"]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(ADRESSE)
    absent = Celery("absent", broker=f"redis://{ADRESSE[0]}:{ADRESSE[1]}/0", set_as_current=False)
    monkeypatch.setattr(reveil, "current_app", absent)
    monkeypatch.setattr(reveil, "_un_seul", Lock())


@pytest.mark.django_db(transaction=True)
def test_a64_sans_redis_le_courrier_est_pris_et_part_a_la_tache_periodique(redis_arrete, puits):  # noqa: F811
    debut = time.monotonic()
    with transaction.atomic():
        poster("nu", objet="depot:1", a=["alice@exemple.fr"], instant=INSTANT)
    assert time.monotonic() - debut < 3  # the broker’s own patience is counted in minutes
    assert Courrier.objects.get().etat == Etat.A_ENVOYER
    assert expedier(INSTANT).envoyes == 1


@pytest.mark.django_db
def test_a64_sans_redis_les_limites_tiennent(redis_arrete):
    assert [permettre("essai", 2, 60) for _ in range(3)] == [True, True, False]
