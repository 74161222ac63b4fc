"""Emptying the tables after a transactional test: only those it filled, of 126, so 40 ms in place of Django's 700.

Like Django's flush: what is being written is waited for, the sequences go on, the kinds of objects and their rights stay.
"""

from django.db import connection

from tests import bases

# What the migrations put there, and nothing else does.
GARDEES = ["django_migrations", "django_content_type", "auth_permission"]
TABLES = """
SELECT format('%%I', relname), EXISTS (
    -- A trigger that fires ALWAYS refuses a DELETE even here; the journal's let TRUNCATE pass in the tests' databases.
    SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgenabled = 'A' AND NOT tgisinternal
) FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname <> ALL (%s)
"""
PATIENCE = "60s"  # a test that leaves a transaction open fails here, and says so
_ouvertes = {}


def vider():
    """Empty the test database; says False where the engine gave us no superuser: its triggers then refuse this."""
    connexion = _connexion()
    if connexion.info.parameter_status("is_superuser") != "on":
        return False
    with connexion.transaction():
        connexion.execute("SET LOCAL session_replication_role = replica")
        connexion.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        gardiennes = dict(connexion.execute(TABLES, [GARDEES]).fetchall())
        connexion.execute(f"LOCK TABLE {', '.join(gardiennes)}")
        occupee = "SELECT '{0}' WHERE EXISTS (SELECT FROM {0})".format
        for (table,) in connexion.execute(" UNION ALL ".join(map(occupee, gardiennes))).fetchall():
            connexion.execute(f"{'TRUNCATE' if gardiennes[table] else 'DELETE FROM'} {table}")
    return True


def fermer():
    """Leave the database: its owner may not send a superuser away when it drops it."""
    for nom in list(_ouvertes):
        _ouvertes.pop(nom).close()


def _connexion():
    """The connection kept for this database: its caches are half of what emptying costs."""
    nom = connection.settings_dict["NAME"]
    if nom not in _ouvertes or _ouvertes[nom].closed:
        _ouvertes[nom] = bases.en_superutilisateur()
    return _ouvertes[nom]
