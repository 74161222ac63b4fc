"""Limits counted by PostgreSQL."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection

from amihr import horloge
from amihr.socle.limites import adresse_du_client, oublier_les_anciens, permettre
from amihr.socle.models import Compteur

INSTANT = datetime(2026, 5, 11, 21, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_au_dela_du_maximum_c_est_refuse():
    assert [permettre("envoi:alice", 3, 3600) for _ in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_une_autre_cle_n_est_pas_touchee():
    permettre("envoi:alice", 1, 3600)
    assert permettre("envoi:bruno", 1, 3600)


@pytest.mark.django_db
def test_la_fenetre_passee_tout_repart():
    with horloge.a(INSTANT):
        permettre("envoi", 1, 3600)
    with horloge.a(INSTANT + timedelta(seconds=3599)):
        assert not permettre("envoi", 1, 3600)
    with horloge.a(INSTANT + timedelta(hours=1)):
        assert permettre("envoi", 1, 3600)


@pytest.mark.django_db
def test_une_demande_qui_a_lu_l_heure_avant_l_ouverture_de_la_fenetre_y_compte():
    with horloge.a(INSTANT + timedelta(milliseconds=1)):
        assert permettre("rafale", 1, 60)
    with horloge.a(INSTANT):
        assert not permettre("rafale", 1, 60)


@pytest.mark.django_db
def test_l_heure_reculee_de_plus_d_une_fenetre_tout_repart():
    with horloge.a(INSTANT + timedelta(hours=1)):
        permettre("envoi", 1, 3600)
    with horloge.a(INSTANT):
        assert permettre("envoi", 1, 3600)


@pytest.mark.django_db
def test_l_adresse_n_est_pas_dans_la_table():
    permettre("code:192.0.2.7", 1, 60)
    assert "192.0.2.7" not in Compteur.objects.get().cle


@pytest.mark.django_db
def test_les_compteurs_anciens_s_effacent():
    with horloge.a(INSTANT):
        permettre("vieux", 1, 60)
    with horloge.a(INSTANT + timedelta(days=3)):
        permettre("neuf", 1, 60)
        assert oublier_les_anciens() == 1


@pytest.mark.django_db
def test_compter_prend_une_requete(django_assert_num_queries):
    with django_assert_num_queries(1):
        permettre("envoi", 1, 60)


@pytest.mark.django_db(transaction=True)
def test_vingt_demandes_simultanees_n_en_laissent_passer_que_cinq():
    reponses = []

    def demander():
        reponses.append(permettre("rafale", 5, 60))
        connection.close()

    fils = [Thread(target=demander) for _ in range(20)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert sorted(reponses) == [False] * 15 + [True] * 5


@pytest.mark.parametrize(
    ("mandataires", "relais", "adresse"),
    [(0, "203.0.113.9", "192.0.2.1"), (1, "203.0.113.9", "203.0.113.9"), (1, "forgee, 203.0.113.9", "203.0.113.9"),
     (2, "203.0.113.9", "192.0.2.1"), (1, "", "192.0.2.1")],
)  # fmt: skip
def test_l_adresse_du_client_ne_croit_que_nos_mandataires(rf, settings, mandataires, relais, adresse):
    settings.MANDATAIRES_DE_CONFIANCE = mandataires
    requete = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": relais} if relais else {})
    assert adresse_du_client(requete) == adresse
