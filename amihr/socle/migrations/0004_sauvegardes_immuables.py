from django.db import migrations

POSER = """
CREATE FUNCTION socle_refuser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A mark is neither changed nor deleted (%)', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER socle_sauvegarde_immuable BEFORE UPDATE OR DELETE ON socle_sauvegarde
FOR EACH ROW EXECUTE FUNCTION socle_refuser();
"""

RETIRER = "DROP TRIGGER socle_sauvegarde_immuable ON socle_sauvegarde; DROP FUNCTION socle_refuser();"


class Migration(migrations.Migration):
    """A backup that was noted stays noted."""

    dependencies = [("socle", "0003_sauvegardes")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
