"""Give the web role its rights on the tables that the owner has just migrated."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from psycopg import sql

SUR_TOUT = [
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
    "GRANT EXECUTE ON FUNCTION editions_effacer_la_repetition(bigint) TO {role}",
]
# A second lock behind the triggers: they refuse, this makes the statement impossible.
EN_AJOUT_SEUL = "REVOKE UPDATE, DELETE ON {table} FROM {role}"
# Where the clock may not be moved, the web role cannot write the row that would move it.
HORLOGE_FIXE = "REVOKE INSERT, UPDATE, DELETE ON horloge_deplacee FROM {role}"
# Transactional tests empty the tables after each test; nowhere else may the web role do so.
POUR_LES_TESTS = "GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {role}"


class Command(BaseCommand):
    help = "Donne au rôle du site ses droits sur les tables (à lancer comme propriétaire, après migrate)."

    def handle(self, *args, **options):
        role = settings.ROLE_WEB
        if role == connection.settings_dict["USER"]:
            self.stderr.write("Le site et les migrations ont le même rôle : le journal n’a que ses déclencheurs.")
            return
        with connection.cursor() as curseur:
            for ordre in SUR_TOUT:
                curseur.execute(sql.SQL(ordre).format(role=sql.Identifier(role)))
            for table in settings.TABLES_EN_AJOUT_SEUL:
                noms = {"table": sql.Identifier(table), "role": sql.Identifier(role)}
                curseur.execute(sql.SQL(EN_AJOUT_SEUL).format(**noms))
            if not getattr(settings, "HORLOGE_DEPLACABLE", False):
                curseur.execute(sql.SQL(HORLOGE_FIXE).format(role=sql.Identifier(role)))
            if connection.settings_dict["NAME"].startswith("test_"):
                curseur.execute(sql.SQL(POUR_LES_TESTS).format(role=sql.Identifier(role)))
