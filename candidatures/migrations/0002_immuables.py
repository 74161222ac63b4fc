from django.db import migrations

TABLES = (
    "candidatures_depot",
    "candidatures_piecedeposee",
    "candidatures_membreconsortium",
    "candidatures_accuse",
    "candidatures_declaration",
)

POSER = """
CREATE FUNCTION candidatures_refuser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A filed version is neither changed nor deleted (%)', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_immuable BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION candidatures_refuser();\n"
    for table in TABLES
)

RETIRER = (
    "".join(f"DROP TRIGGER {table}_immuable ON {table};\n" for table in TABLES)
    + "DROP FUNCTION candidatures_refuser();"
)


class Migration(migrations.Migration):
    dependencies = [("candidatures", "0001_initial")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
