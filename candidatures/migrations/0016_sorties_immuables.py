from django.db import migrations

TABLES = ("candidatures_sortie", "candidatures_retraittardif", "candidatures_reintegration")

POSER = "".join(
    f"CREATE TRIGGER {table}_immuable BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION candidatures_refuser();\n"
    for table in TABLES
)
RETIRER = "".join(f"DROP TRIGGER {table}_immuable ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("candidatures", "0015_sorties")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
