"""The web role reads and writes rows; it owns nothing and cannot change the journal."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.db.transaction import atomic

pytestmark = pytest.mark.django_db


def executer(ordre):
    with atomic(), connection.cursor() as curseur:
        curseur.execute(ordre)
        return curseur.fetchall() if curseur.description else None


@pytest.mark.parametrize(
    "ordre",
    [
        "DROP TABLE journal_entreejournal",
        "ALTER TABLE journal_entreejournal DISABLE TRIGGER ALL",
        "UPDATE journal_entreejournal SET evenement = ''",
        "DELETE FROM journal_entreejournal",
        "CREATE TABLE intruse (n int)",
        "DELETE FROM django_migrations",
        "SET session_replication_role = replica",
    ],
)
def test_le_role_du_site_ne_peut_pas(ordre):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        executer(ordre)


def test_les_tests_parlent_comme_le_role_du_site():
    assert executer("SELECT current_user") == [(settings.ROLE_WEB,)]


def test_le_role_du_site_ne_possede_aucune_table():
    possedees = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
    assert executer(possedees) == [(0,)]


def test_chaque_table_en_ajout_seul_existe():
    tables = {ligne[0] for ligne in executer("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    assert set(settings.TABLES_EN_AJOUT_SEUL) - tables == set()


def test_un_seul_role_pour_tout_est_dit(settings):
    settings.ROLE_WEB = connection.settings_dict["USER"]
    erreurs = StringIO()
    call_command("preparer_roles", stderr=erreurs)
    assert "n’a que ses déclencheurs" in erreurs.getvalue()


def test_les_attentes_sont_bornees():
    assert executer("SHOW lock_timeout") == [("5s",)]
