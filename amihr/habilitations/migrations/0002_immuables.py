from django.db import migrations

TABLES = (
    "habilitations_versionnda",
    "habilitations_signaturenda",
    "habilitations_exemplairesigne",
)

POSER = """
CREATE FUNCTION habilitations_refuser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An undertaking and its signature are neither changed nor deleted (%)', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_immuable BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION habilitations_refuser();\n"
    for table in TABLES
)

RETIRER = (
    "".join(f"DROP TRIGGER {table}_immuable ON {table};\n" for table in TABLES)
    + "DROP FUNCTION habilitations_refuser();"
)


class Migration(migrations.Migration):
    dependencies = [("habilitations", "0001_initial")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
