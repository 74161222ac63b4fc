"""The state that scenes start from: remembered once, restored before each scene.

The journal only grows: nobody can undo an acte. So the owner of the tables keeps a copy of every row in a schema of its
own, and puts them all back in one transaction. The site itself has no such right.
"""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from psycopg import sql
from psycopg.errors import DeadlockDetected

from amihr import horloge
from amihr.journal.models import Ancre, Chaine
from amihr.pilotage.demo.proprietaire import proprietaire, sans_declencheurs

SCHEMA = "demo_temoin"
ESSAIS = 5
# Left alone: what belongs to the software, to the visitor's own sessions, or to nobody.
JAMAIS = ("django_migrations", "django_content_type", "comptes_session", "cache", "socle_compteur", "horloge_deplacee")
# What people type before any acte: the worker never writes there, and the journal does not tell it.
SAISIES = (
    "candidatures_candidature", "candidatures_section", "candidatures_revisionsection", "candidatures_piecejointe",
    "evaluation_evaluation", "evaluation_note",
)  # fmt: skip
ENTREES_DE_QUELQU_UN = f"""
SELECT EXISTS (SELECT FROM journal_entreejournal e WHERE par_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM {SCHEMA}.journal_entreejournal a WHERE a.chaine = e.chaine AND a.seq = e.seq))
"""
TABLES = """
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND NOT table_name = ANY(%s) ORDER BY table_name
"""
COLONNES = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""


def est_pris():
    """Whether a state is remembered: the demonstration was loaded to its end."""
    with proprietaire() as connexion:
        return connexion.execute("SELECT to_regnamespace(%s) IS NOT NULL", [SCHEMA]).fetchone()[0]


def prendre():
    """Remember every row as it stands now."""
    with proprietaire() as connexion:
        oublier(connexion)
        connexion.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(SCHEMA)))
        for table in _tables(connexion):
            copier = sql.SQL("CREATE TABLE {} AS TABLE {}")
            connexion.execute(copier.format(sql.Identifier(SCHEMA, table), sql.Identifier(table)))


def personne_n_a_agi():
    """Whether nobody has acted since the state was remembered: neither an entry of the journal nor a draft is theirs."""
    with proprietaire() as connexion:
        if connexion.execute(ENTREES_DE_QUELQU_UN).fetchone()[0]:
            return False
        return not any(_a_change(connexion, table) for table in SAISIES)


def _a_change(connexion, table):
    """Whether a table holds other rows than those remembered."""
    noms = {"ici": sql.Identifier(table), "alors": sql.Identifier(SCHEMA, table)}
    comparer = sql.SQL(
        "SELECT EXISTS ((SELECT l::text FROM {ici} l EXCEPT SELECT l::text FROM {alors} l)"
        " UNION ALL (SELECT l::text FROM {alors} l EXCEPT SELECT l::text FROM {ici} l))"
    )
    return connexion.execute(comparer.format(**noms)).fetchone()[0]


def oublier(connexion):
    """Forget the remembered state."""
    connexion.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(SCHEMA)))


def rendre():
    """Put every row back as it was remembered.

    Effects, in order: in one transaction, the sessions of people unknown then, the rows; then the clock, the anchors
    and the mails written since.
    """
    pris_le = _age()
    for restants in reversed(range(ESSAIS)):
        try:
            _remettre_les_lignes()
            break
        except DeadlockDetected:  # the worker was at work on the same tables: its turn, then ours
            if not restants:
                raise
    horloge.reprendre()
    _oublier_les_ancres()
    _oublier_les_courriels(pris_le)


def _remettre_les_lignes():
    with proprietaire() as connexion, sans_declencheurs(connexion):
        tables = _tables(connexion)
        _effacer(connexion, tables)
        for table in tables:
            colonnes = [ligne[0] for ligne in connexion.execute(COLONNES, [table])]
            noms = sql.SQL(", ").join(map(sql.Identifier, colonnes))
            remettre = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}")
            connexion.execute(remettre.format(sql.Identifier(table), noms, noms, sql.Identifier(SCHEMA, table)))
        connexion.execute("DELETE FROM comptes_session WHERE personne_id NOT IN (SELECT id FROM comptes_personne)")
        connexion.execute("SET CONSTRAINTS ALL IMMEDIATE")  # so that triggers may be put back


def vider():
    """Empty every table of the demonstration, and forget the remembered state and the files beside the base."""
    with proprietaire() as connexion, sans_declencheurs(connexion):
        oublier(connexion)
        connexion.execute("DELETE FROM comptes_session")
        _effacer(connexion, _tables(connexion))
        connexion.execute("SET CONSTRAINTS ALL IMMEDIATE")
    horloge.reprendre()
    _oublier_les_ancres()
    _oublier_les_courriels(None)


def marquer():
    """Date the remembered state, for the mails that came after it."""
    with proprietaire() as connexion:
        marque = "COMMENT ON SCHEMA {} IS {}"
        instant = connexion.execute("SELECT clock_timestamp()").fetchone()[0].isoformat()
        connexion.execute(sql.SQL(marque).format(sql.Identifier(SCHEMA), sql.Literal(instant)))


def _age():
    with proprietaire() as connexion:
        lue = connexion.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", [SCHEMA]).fetchone()[0]
    return datetime.fromisoformat(lue)


def _tables(connexion):
    return [ligne[0] for ligne in connexion.execute(TABLES, [list(JAMAIS)])]


def _effacer(connexion, tables):
    for table in tables:
        connexion.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


def _oublier_les_ancres():
    """Anchors attest lines that the restored journal no longer has: those of the table are kept, the rest go."""
    dossier = Path(settings.ANCRES_DOSSIER)
    gardees = {f"{a.chaine}-{a.seq:012d}.json" for a in Ancre.objects.filter(chaine__in=Chaine.values)}
    for fichier in dossier.glob("*.json"):
        if fichier.name not in gardees:
            fichier.unlink()


def _oublier_les_courriels(depuis):
    for fichier in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
        if depuis is None or fichier.stat().st_mtime > depuis.timestamp():
            fichier.unlink(missing_ok=True)
