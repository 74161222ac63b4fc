"""/sante/: what stops the site answers 503, the rest is only told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from amihr import horloge
from amihr.socle import sante
from amihr.socle.models import Battement
from tests.fabriques.editions import PENDANT


@pytest.fixture(autouse=True)
def migrations_non_vues(monkeypatch):
    monkeypatch.setattr(sante, "_toutes_appliquees", [])


@pytest.fixture
def reponse(client, db):
    return client.get("/sante/")


def test_sans_base_le_site_est_malade(client, db, monkeypatch):
    def absente():
        raise DatabaseError

    monkeypatch.setattr(sante, "ecart_d_horloge", absente)
    reponse = client.get("/sante/")
    assert (reponse.status_code, reponse.json()) == (503, {"base": "absente"})


def test_une_migration_manquante_rend_malade(client, db, monkeypatch):
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [("une", False)])
    reponse = client.get("/sante/")
    assert (reponse.status_code, reponse.json()["migrations"]) == (503, "manquantes")


def test_sans_redis_le_site_reste_en_bonne_sante(client, db, settings):
    settings.CELERY_BROKER_URL = "redis+socket:///nulle/part.sock"
    reponse = client.get("/sante/")
    assert (reponse.status_code, reponse.json()["courtier"]) == (200, "absent")


def test_un_ecart_d_horloge_est_dit(client, db, time_machine):
    time_machine.move_to(horloge.instant_de_la_base() + timedelta(hours=1))
    constat = client.get("/sante/").json()
    assert (constat["horloge"], round(constat["ecart_secondes"])) == ("ecart", 3600)


def test_le_deplacement_de_la_demonstration_n_est_pas_un_ecart(client, db):
    with horloge.a(horloge.maintenant() + timedelta(days=400)):
        assert client.get("/sante/").json()["horloge"] == "ok"


def test_une_base_sans_ses_migrations_ne_note_rien(client, db, monkeypatch):
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [("une", False)])
    client.get("/sante/")
    assert not Battement.objects.exists()


def test_interroge_le_serveur_web_note_sa_minute_sans_parler_du_travail(client, db):
    with horloge.a(PENDANT):
        client.get("/sante/")
        client.get("/sante/")
    lignes = Battement.objects.values_list("minute", "web", "travail")
    assert list(lignes) == [(PENDANT.replace(second=0, microsecond=0), True, False)]


def test_tout_va_bien(reponse):
    attendu = {"base": "ok", "migrations": "ok", "horloge": "ok", "courtier": "ok"}
    assert {nom: valeur for nom, valeur in reponse.json().items() if nom in attendu} == attendu


def test_la_sante_n_est_pas_gardee_en_cache(reponse):
    assert "no-store" in reponse["Cache-Control"]
