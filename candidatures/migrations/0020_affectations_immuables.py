from django.db import migrations

# An assignment may be ended, once; what it says of who was given what never changes, and stays, but for a rehearsal wiped.
POSER = """
CREATE TRIGGER candidatures_affectation_reste BEFORE DELETE ON candidatures_affectation
    FOR EACH ROW WHEN (NOT editions_s_efface()) EXECUTE FUNCTION candidatures_refuser();
CREATE TRIGGER candidatures_affectation_finit BEFORE UPDATE ON candidatures_affectation
    FOR EACH ROW WHEN (
        OLD.retiree_le IS NOT NULL
        OR (OLD.candidature_id, OLD.membre_id, OLD.affectee_le, OLD.par_id)
            IS DISTINCT FROM (NEW.candidature_id, NEW.membre_id, NEW.affectee_le, NEW.par_id)
    ) EXECUTE FUNCTION candidatures_refuser();
CREATE TRIGGER candidatures_prisedeconnaissance_immuable BEFORE UPDATE OR DELETE ON candidatures_prisedeconnaissance
    FOR EACH ROW WHEN (NOT editions_s_efface()) EXECUTE FUNCTION candidatures_refuser();
"""
RETIRER = """
DROP TRIGGER candidatures_affectation_reste ON candidatures_affectation;
DROP TRIGGER candidatures_affectation_finit ON candidatures_affectation;
DROP TRIGGER candidatures_prisedeconnaissance_immuable ON candidatures_prisedeconnaissance;
"""


class Migration(migrations.Migration):
    dependencies = [("candidatures", "0019_affectations"), ("editions", "0015_effacer_une_repetition")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
