"""A rehearsal stays one, a call stays one; a rehearsal goes whole, through the one function that may delete what is frozen."""

from django.db import migrations

NATURE = """
CREATE FUNCTION editions_garder_la_nature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A call never becomes a rehearsal nor the reverse, and a dossier stays in its own' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER editions_edition_nature BEFORE UPDATE ON editions_edition
FOR EACH ROW WHEN (OLD.est_repetition IS DISTINCT FROM NEW.est_repetition)
EXECUTE FUNCTION editions_garder_la_nature();
CREATE TRIGGER candidatures_candidature_edition BEFORE UPDATE ON candidatures_candidature
FOR EACH ROW WHEN (OLD.edition_id IS DISTINCT FROM NEW.edition_id)
EXECUTE FUNCTION editions_garder_la_nature();
"""
NATURE_RETIREE = """
DROP TRIGGER candidatures_candidature_edition ON candidatures_candidature;
DROP TRIGGER editions_edition_nature ON editions_edition;
DROP FUNCTION editions_garder_la_nature();
"""

# True inside of the wiping function only: whoever may set the variable is not, elsewhere, the owner of the tables.
S_EFFACE = """
CREATE FUNCTION editions_s_efface() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('amihr.repetition_effacee', true), '') <> ''
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'public.editions_edition'::regclass)
$$;
"""

# Every foreign key of one column, with what is needed to follow it downwards.
LIENS = """
CREATE VIEW editions_liens AS
SELECT c.conrelid AS fille, c.confrelid AS mere, a.attname AS colonne, format_type(a.atttypid, NULL) AS genre,
    (SELECT k.attname FROM pg_index i JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = i.indkey[0]
     WHERE i.indrelid = c.conrelid AND i.indisprimary) AS cle
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND array_length(c.conkey, 1) = 1;
"""

EFFACER = """
CREATE FUNCTION editions_effacer_la_repetition(une_edition bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    lien record;
    ronde integer := 0;
    trouvees integer;
    ajoutees integer;
BEGIN
    PERFORM FROM editions_edition WHERE id = une_edition AND est_repetition FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Only a rehearsal is wiped' USING ERRCODE = 'insufficient_privilege';
    END IF;

    -- Whatever refers to the edition, then whatever refers to that, and so on: no list of tables to keep up to date.
    -- A table of that name prepared by the caller makes this fail, rather than be trusted.
    CREATE TEMP TABLE a_effacer (relation oid, cle text, tour integer, PRIMARY KEY (relation, cle)) ON COMMIT DROP;
    INSERT INTO pg_temp.a_effacer VALUES ('editions_edition'::regclass, une_edition::text, 0);
    LOOP
        ajoutees := 0;
        FOR lien IN SELECT * FROM editions_liens
            WHERE mere IN (SELECT DISTINCT a.relation FROM pg_temp.a_effacer a WHERE a.tour = ronde)
        LOOP
            EXECUTE format(
                'INSERT INTO pg_temp.a_effacer SELECT %s, f.%I::text, %s FROM %s f WHERE f.%I = ANY (ARRAY('
                'SELECT a.cle::%s FROM pg_temp.a_effacer a WHERE a.relation = %s AND a.tour = %s)) ON CONFLICT DO NOTHING',
                lien.fille, lien.cle, ronde + 1, lien.fille::regclass, lien.colonne, lien.genre, lien.mere, ronde);
            GET DIAGNOSTICS trouvees = ROW_COUNT;
            ajoutees := ajoutees + trouvees;
        END LOOP;
        EXIT WHEN ajoutees = 0;
        ronde := ronde + 1;
    END LOOP;

    -- A row that belongs to something else too was put here on purpose: nothing goes. The call rehearsed is only named.
    FOR lien IN SELECT l.* FROM editions_liens l
        WHERE l.fille IN (SELECT DISTINCT a.relation FROM pg_temp.a_effacer a)
        AND l.mere IN (SELECT DISTINCT a.relation FROM pg_temp.a_effacer a)
        AND NOT (l.fille = 'editions_repetition'::regclass AND l.colonne = 'source_id')
    LOOP
        EXECUTE format(
            'SELECT count(*) FROM %s f JOIN pg_temp.a_effacer a ON a.relation = %s AND a.cle = f.%I::text '
            'WHERE f.%I IS NOT NULL AND NOT EXISTS '
            '(SELECT FROM pg_temp.a_effacer m WHERE m.relation = %s AND m.cle = f.%I::text)',
            lien.fille::regclass, lien.fille, lien.cle, lien.colonne, lien.mere, lien.colonne) INTO trouvees;
        IF trouvees > 0 THEN
            RAISE EXCEPTION 'A row of % belongs to something else than this rehearsal', lien.fille::regclass
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;

    PERFORM set_config('amihr.repetition_effacee', une_edition::text, true);
    FOR lien IN SELECT DISTINCT a.relation, (SELECT k.attname FROM pg_index i JOIN pg_attribute k
            ON k.attrelid = i.indrelid AND k.attnum = i.indkey[0] WHERE i.indrelid = a.relation AND i.indisprimary) AS cle
        FROM pg_temp.a_effacer a
    LOOP
        EXECUTE format('DELETE FROM %s f USING pg_temp.a_effacer a WHERE a.relation = %s AND f.%I::text = a.cle',
            lien.relation::regclass, lien.relation, lien.cle);
    END LOOP;
    PERFORM set_config('amihr.repetition_effacee', '', true);
    SELECT count(*) INTO trouvees FROM pg_temp.a_effacer;
    DROP TABLE pg_temp.a_effacer;
    RETURN trouvees;
END $$;
REVOKE ALL ON FUNCTION editions_effacer_la_repetition(bigint) FROM PUBLIC;
"""

# What freezes rows lets them go then, and only then. The journal is not among them: nothing in it belongs to an edition.
OUVRIR = r"""
DO $$
DECLARE
    un record;
    defini text;
BEGIN
    FOR un IN SELECT t.tgname, t.tgrelid::regclass AS ou, pg_get_triggerdef(t.oid) AS defini
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND t.tgconstraint = 0 AND t.tgtype & 8 = 8 AND t.tgtype & 1 = 1
        AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'journal\_%' AND c.relname <> 'socle_sauvegarde'
    LOOP
        IF un.defini ~ ' WHEN \(' THEN
            defini := regexp_replace(un.defini, ' WHEN \((.*)\) EXECUTE ', ' WHEN ((\1) AND NOT editions_s_efface()) EXECUTE ');
        ELSE
            defini := replace(un.defini, ' EXECUTE ', ' WHEN (NOT editions_s_efface()) EXECUTE ');
        END IF;
        EXECUTE format('DROP TRIGGER %I ON %s', un.tgname, un.ou);
        EXECUTE defini;
    END LOOP;
END $$;
"""
FERMER = r"""
DO $$
DECLARE
    un record;
    defini text;
BEGIN
    FOR un IN SELECT t.tgname, t.tgrelid::regclass AS ou, pg_get_triggerdef(t.oid) AS defini
        FROM pg_trigger t WHERE NOT t.tgisinternal AND pg_get_triggerdef(t.oid) LIKE '%editions_s_efface%'
    LOOP
        defini := regexp_replace(un.defini, ' WHEN \(\(NOT editions_s_efface\(\)\)\)', '');
        defini := regexp_replace(defini, ' WHEN \(\((.*) AND \(NOT editions_s_efface\(\)\)\)\)', ' WHEN (\1)');
        EXECUTE format('DROP TRIGGER %I ON %s', un.tgname, un.ou);
        EXECUTE defini;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0014_repetitions"),
        # Whatever freezes rows of an edition is there.
        ("candidatures", "0017_rapporteurs"),
        ("evaluation", "0010_discussion_immuable"),
        ("habilitations", "0002_immuables"),
        ("catalogue", "0003_motif_de_levee"),
    ]

    operations = [
        migrations.RunSQL(NATURE, NATURE_RETIREE),
        migrations.RunSQL(S_EFFACE, "DROP FUNCTION editions_s_efface()"),
        migrations.RunSQL(LIENS, "DROP VIEW editions_liens"),
        migrations.RunSQL(EFFACER, "DROP FUNCTION editions_effacer_la_repetition(bigint)"),
        migrations.RunSQL(OUVRIR, FERMER),
    ]
