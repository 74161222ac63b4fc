"""After a transactional test nothing of it is left, and what cannot be emptied says so."""

from datetime import UTC, datetime
from threading import Timer

import pytest
from django.db import connection
from psycopg import errors

from amihr.comptes.models import Personne
from amihr.journal.chaine import inscrire
from tests import bases, vidage
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import PersonneFactory

INSTANT = datetime(2026, 5, 28, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def lignes():
    """{table: how many rows it holds}, of the tables that hold some."""
    with connection.cursor() as curseur:
        comptees = {}
        for table in connection.introspection.table_names(curseur):
            curseur.execute(f'SELECT count(*) FROM "{table}"')
            comptees[table] = curseur.fetchone()[0]
    return {table: nombre for table, nombre in comptees.items() if nombre}


def test_rien_ne_reste_que_ce_que_les_migrations_ont_mis():
    gardees = lignes()
    CandidatureFactory(deposee=True)
    inscrire("essai.vidage", objet="essai:1", instant=INSTANT)
    assert lignes().keys() > {"candidatures_depot", "evaluation_critere", "journal_entreejournal"}
    assert vidage.vider()
    assert lignes() == gardees
    assert gardees.keys() == set(vidage.GARDEES)


def test_les_migrations_ne_mettent_rien_d_autre():
    ancienne = connection.settings_dict["NAME"]
    nom = bases.creer()
    try:
        assert lignes().keys() == set(vidage.GARDEES)
    finally:
        bases.supprimer(nom)
        bases.se_reconnecter(ancienne)


def test_les_sequences_continuent():
    avant = PersonneFactory().emailaddress_set.get().pk
    vidage.vider()
    assert PersonneFactory().emailaddress_set.get().pk > avant


def test_ce_qui_s_ecrit_encore_est_attendu():
    compte = PersonneFactory()
    with bases.en_proprietaire() as autre:
        autre.autocommit = False
        autre.execute("UPDATE comptes_personne SET courriel = 'tard@exemple.fr' WHERE id = %s", [compte.pk])
        tard = Timer(0.3, autre.commit)
        tard.start()
        vidage.vider()
        tard.join()
    assert not Personne.objects.exists()


def test_ce_qui_ne_se_vide_pas_se_dit(monkeypatch):
    monkeypatch.setattr(vidage, "PATIENCE", "100ms")
    compte = PersonneFactory()
    with bases.en_proprietaire() as autre:
        autre.autocommit = False
        autre.execute("SELECT 1 FROM comptes_personne")
        with pytest.raises(errors.LockNotAvailable):
            vidage.vider()
        autre.rollback()
    assert Personne.objects.get() == compte


def test_une_table_que_ses_declencheurs_gardent_se_dit():
    PersonneFactory()
    with bases.en_superutilisateur() as superutilisateur:
        superutilisateur.execute("""
            CREATE FUNCTION garde() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'gardée'; END $$;
            CREATE TRIGGER garde BEFORE DELETE OR TRUNCATE ON comptes_personne EXECUTE FUNCTION garde();
            ALTER TABLE comptes_personne ENABLE ALWAYS TRIGGER garde""")
        try:
            with pytest.raises(errors.Error):
                vidage.vider()
        finally:
            superutilisateur.execute("DROP FUNCTION garde CASCADE")
