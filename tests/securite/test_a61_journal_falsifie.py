"""A-61: a superuser edits, deletes, cuts the journal's tail; all of it is detected, by the operator's command too."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from amihr.journal import ancres
from amihr.journal.chaine import inscrire
from tests.bases import en_superutilisateur

INSTANT = datetime(2026, 5, 28, 9, 0, tzinfo=UTC)
SANS_DECLENCHEURS = "ALTER TABLE journal_entreejournal DISABLE TRIGGER ALL"
AVEC_DECLENCHEURS = "ALTER TABLE journal_entreejournal ENABLE ALWAYS TRIGGER {}"


@pytest.fixture
def superutilisateur(transactional_db, settings, tmp_path):
    settings.ANCRES_DOSSIER = tmp_path
    for rang in range(4):
        inscrire("candidature.deposee", objet=f"depot:{rang}", instant=INSTANT)
    ancres.ancrer(INSTANT)
    with en_superutilisateur() as connexion:
        yield connexion
        for nom in ("journal_enchainer", "journal_entreejournal_immuable"):
            connexion.execute(AVEC_DECLENCHEURS.format(nom))


def verifier():
    sortie = StringIO()
    call_command("verifier_journal", chaine="actes", stdout=sortie)
    return sortie.getvalue()


@pytest.mark.parametrize("ordre", ["UPDATE {} SET evenement = 'autre'", "DELETE FROM {}"])
def test_a61_le_mode_replication_n_arrete_pas_les_declencheurs(superutilisateur, ordre):
    superutilisateur.execute("SET session_replication_role = replica")
    with pytest.raises(Exception, match="ne se modifie pas"):
        superutilisateur.execute(ordre.format("journal_entreejournal"))


@pytest.mark.parametrize(
    ("ordre", "constat"),
    [
        ("UPDATE {} SET evenement = 'autre' WHERE seq = 2", "ligne nº 2 a été modifiée"),
        ("DELETE FROM {} WHERE seq = 3", "ligne nº 3 a été supprimée"),
        ("DELETE FROM {} WHERE seq > 2", "coupée après la ligne nº 2"),
    ],
)
def test_a61_ce_qu_il_fait_sans_declencheurs_est_nomme(superutilisateur, ordre, constat):
    assert "intacte" in verifier()
    superutilisateur.execute(SANS_DECLENCHEURS)
    superutilisateur.execute(ordre.format("journal_entreejournal"))
    with pytest.raises(CommandError, match=constat):
        verifier()


@pytest.mark.parametrize(
    "ordre",
    [
        "ALTER TABLE journal_entreejournal DISABLE TRIGGER ALL",
        "DROP TABLE journal_entreejournal",
        "CREATE OR REPLACE FUNCTION journal_enchainer() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "UPDATE journal_entreejournal SET evenement = 'autre'",
    ],
)
def test_a61_le_role_du_site_ne_peut_rien_de_tout_cela(superutilisateur, ordre):
    with pytest.raises(DatabaseError), connection.cursor() as curseur:
        curseur.execute(ordre)
    assert "intacte" in verifier()
