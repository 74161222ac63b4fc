"""The role that owns the tables, as the demonstration uses it: to remember, to restore, to play the forger."""

from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from amihr.settings import environnement

VERROU = "SELECT pg_advisory_lock(hashtext('amihr.demo'))"


@contextmanager
def proprietaire():
    """A transaction of the owner on the database that the site is using."""
    reglages = environnement.base_de_donnees(settings.URL_PROPRIETAIRE)
    acces = {"host": reglages["HOST"], "port": reglages["PORT"] or None, "user": reglages["USER"],
             "password": reglages["PASSWORD"] or None, "dbname": connection.settings_dict["NAME"]}  # fmt: skip
    with psycopg.connect(**acces) as connexion:
        yield connexion


@contextmanager
def un_seul():
    """One change of scene at a time, whatever the process: the second one waits for the first."""
    with proprietaire() as connexion:
        connexion.execute(VERROU)
        yield


# Triggers of ours, and how they stand: those of the journal fire always, whatever the session says.
DECLENCHEURS = """
SELECT c.relname, t.tgname, t.tgenabled = 'A' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace ORDER BY 1, 2
"""


@contextmanager
def sans_declencheurs(connexion, *tables):
    """Until the end of the block, the tables' own protections are off, as only their owner can have them."""
    poses = [(t, nom, toujours) for t, nom, toujours in connexion.execute(DECLENCHEURS) if not tables or t in tables]
    for table, nom, _ in poses:
        _changer(connexion, table, "DISABLE", nom)
    yield
    for table, nom, toujours in poses:
        _changer(connexion, table, "ENABLE ALWAYS" if toujours else "ENABLE", nom)


def _changer(connexion, table, verbe, nom):
    ordre = sql.SQL("ALTER TABLE {} {} TRIGGER {}")
    connexion.execute(ordre.format(sql.Identifier(table), sql.SQL(verbe), sql.Identifier(nom)))
