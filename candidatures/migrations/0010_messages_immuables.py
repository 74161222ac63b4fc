from django.db import migrations

GARDES = ("candidatures_message", "candidatures_filclasse")
POSER = """
CREATE TRIGGER candidatures_noteinterne_immuable BEFORE UPDATE OR DELETE ON candidatures_noteinterne
FOR EACH ROW EXECUTE FUNCTION candidatures_refuser();
CREATE FUNCTION candidatures_garder_le_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A message is not changed (%)', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE FUNCTION candidatures_garder_le_fil() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Asked at the end of the transaction: a message goes with its dossier, never alone. A filed dossier never goes.
    IF EXISTS (SELECT 1 FROM candidatures_candidature WHERE id = OLD.candidature_id) THEN
        RAISE EXCEPTION 'A message is not deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER candidatures_message_garde AFTER DELETE ON candidatures_message
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION candidatures_garder_le_fil();
""" + "".join(
    f"CREATE TRIGGER {table}_immuable BEFORE UPDATE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION candidatures_garder_le_message();\n"
    for table in GARDES
)

RETIRER = (
    "".join(f"DROP TRIGGER {table}_immuable ON {table};\n" for table in GARDES)
    + """
DROP TRIGGER candidatures_message_garde ON candidatures_message;
DROP TRIGGER candidatures_noteinterne_immuable ON candidatures_noteinterne;
DROP FUNCTION candidatures_garder_le_fil();
DROP FUNCTION candidatures_garder_le_message();
"""
)


class Migration(migrations.Migration):
    dependencies = [("candidatures", "0009_messages")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
