from django.db import migrations

POSER = """
CREATE FUNCTION evaluation_refuser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was submitted or established is neither changed nor deleted (%)', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER evaluation_soumise_immuable BEFORE UPDATE OR DELETE ON evaluation_evaluation
    FOR EACH ROW WHEN (OLD.etat = 'soumise') EXECUTE FUNCTION evaluation_refuser();
CREATE TRIGGER acte_signe_immuable BEFORE UPDATE OR DELETE ON evaluation_actesigne
    FOR EACH ROW EXECUTE FUNCTION evaluation_refuser();
CREATE TRIGGER pv_immuable BEFORE UPDATE OR DELETE ON evaluation_procesverbal
    FOR EACH ROW WHEN (OLD.fichier_id IS NOT NULL) EXECUTE FUNCTION evaluation_refuser();

CREATE FUNCTION evaluation_refuser_les_notes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concernee uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.evaluation_id ELSE NEW.evaluation_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM evaluation_evaluation WHERE id = concernee AND etat = 'soumise') THEN
        RAISE EXCEPTION 'The notes of a submitted grid are neither changed nor deleted'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER notes_immuables BEFORE INSERT OR UPDATE OR DELETE ON evaluation_note
    FOR EACH ROW EXECUTE FUNCTION evaluation_refuser_les_notes();
"""

RETIRER = """
DROP TRIGGER notes_immuables ON evaluation_note;
DROP FUNCTION evaluation_refuser_les_notes();
DROP TRIGGER pv_immuable ON evaluation_procesverbal;
DROP TRIGGER acte_signe_immuable ON evaluation_actesigne;
DROP TRIGGER evaluation_soumise_immuable ON evaluation_evaluation;
DROP FUNCTION evaluation_refuser();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
