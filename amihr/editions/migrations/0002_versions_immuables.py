from django.db import migrations

TABLES = ("editions_versionreglement", "editions_documentassocie")

POSER = """
CREATE FUNCTION editions_refuser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published version is neither changed nor deleted (%)', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_immuable BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION editions_refuser();\n"
    for table in TABLES
)

RETIRER = (
    "".join(f"DROP TRIGGER {table}_immuable ON {table};\n" for table in TABLES) + "DROP FUNCTION editions_refuser();"
)


class Migration(migrations.Migration):
    """See R8: every version of the règlement stays, as it was published."""

    dependencies = [("editions", "0001_initial")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
