"""The SQL of the chain: its triggers (used once, by the migration) and its verification.

What is hashed never changes: entries already written would no longer verify.

The verification is a query of this file, never a stored function: whoever owns the database could rewrite the latter.
"""

GENESE = "0" * 64

# The entry as canonical JSON: jsonb orders the keys (by length, then bytes) and spaces them in one way only.
# Instants are written in UTC to the microsecond, whatever the session's settings.
CANONIQUE = """jsonb_build_object(
        'chaine', {e}.chaine, 'seq', {e}.seq,
        'instant', to_char({e}.instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'inscrit_le', to_char({e}.inscrit_le AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'evenement', {e}.evenement, 'par', {e}.par_id, 'objet', {e}.objet, 'faits', {e}.faits
    )::text"""


def empreinte_sql(alias):
    """SQL expression of the hash that the row `alias` must bear: SHA-256(previous ‖ canonical entry)."""
    return f"encode(pg_catalog.sha256(convert_to({alias}.precedent || {CANONIQUE.format(e=alias)}, 'UTF8')), 'hex')"


ENCHAINER = f"""
CREATE FUNCTION journal_enchainer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    derniere record;
BEGIN
    -- One writer at a time until its commit: no fork, no gap.
    PERFORM pg_advisory_xact_lock(hashtext('amihr.journal'), hashtext(NEW.chaine));
    SELECT seq, empreinte INTO derniere FROM journal_entreejournal
        WHERE chaine = NEW.chaine ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(derniere.seq, 0) + 1;
    NEW.precedent := coalesce(derniere.empreinte, '{GENESE}');
    NEW.inscrit_le := clock_timestamp();  -- true time, even where the demonstration moved the clock
    NEW.empreinte := {empreinte_sql("NEW")};
    RETURN NEW;
END $$;
CREATE TRIGGER journal_enchainer BEFORE INSERT ON journal_entreejournal
    FOR EACH ROW EXECUTE FUNCTION journal_enchainer();
ALTER TABLE journal_entreejournal ENABLE ALWAYS TRIGGER journal_enchainer;
"""
DESENCHAINER = "DROP TRIGGER journal_enchainer ON journal_entreejournal; DROP FUNCTION journal_enchainer();"

# Transactional tests empty the tables by TRUNCATE: it passes in their databases only.
REFUSER = r"""
CREATE FUNCTION journal_refuser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'Le journal ne se modifie pas : % sur % est refusé.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""
NE_PLUS_REFUSER = "DROP FUNCTION journal_refuser();"

PROTEGER = """
CREATE TRIGGER {table}_immuable BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuser();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_immuable;
"""
DEPROTEGER = "DROP TRIGGER {table}_immuable ON {table};"

# One pass over the chain: the first line that breaks it, with what is needed to say how.
PREMIERE_FAUTE = f"""
SELECT seq, precedente, lien_rompu, empreinte_fausse FROM (
    SELECT e.seq,
        lag(e.seq, 1, 0::bigint) OVER suite AS precedente,
        e.precedent IS DISTINCT FROM lag(e.empreinte, 1, '{GENESE}') OVER suite AS lien_rompu,
        e.empreinte IS DISTINCT FROM {empreinte_sql("e")} AS empreinte_fausse
    FROM journal_entreejournal e WHERE e.chaine = %s
    WINDOW suite AS (ORDER BY e.seq)
) AS lignes
WHERE seq <> precedente + 1 OR lien_rompu OR empreinte_fausse
ORDER BY seq LIMIT 1
"""

# A line moved elsewhere still bears the hash of the number it had.
NUMERO_D_ORIGINE = f"""
SELECT numero FROM journal_entreejournal m,
    LATERAL (SELECT n.seq AS numero FROM journal_entreejournal n WHERE n.chaine = m.chaine
             UNION SELECT m.seq + 1) AS numeros,
    LATERAL (SELECT m.chaine, numero AS seq, m.instant, m.inscrit_le, m.evenement, m.par_id, m.objet, m.faits,
             m.precedent) AS e
WHERE m.chaine = %s AND m.seq = %s AND m.empreinte = {empreinte_sql("e")} LIMIT 1
"""
