from django.db import migrations

# Who asked, for what, and the hour that was given never change; an access ends once, and stays, but for a rehearsal wiped.
POSER = """
CREATE TRIGGER candidatures_accesexceptionnel_reste BEFORE DELETE ON candidatures_accesexceptionnel
    FOR EACH ROW WHEN (NOT editions_s_efface()) EXECUTE FUNCTION candidatures_refuser();
CREATE TRIGGER candidatures_accesexceptionnel_finit BEFORE UPDATE ON candidatures_accesexceptionnel
    FOR EACH ROW WHEN (
        OLD.clos_le IS NOT NULL
        OR (OLD.candidature_id, OLD.personne_id, OLD.motif, OLD.demande_le, OLD.expire_le)
            IS DISTINCT FROM (NEW.candidature_id, NEW.personne_id, NEW.motif, NEW.demande_le, NEW.expire_le)
        OR (OLD.autorise_le IS NOT NULL AND (OLD.autorise_par_id, OLD.autorise_le, OLD.finit_le)
            IS DISTINCT FROM (NEW.autorise_par_id, NEW.autorise_le, NEW.finit_le))
    ) EXECUTE FUNCTION candidatures_refuser();
"""
RETIRER = """
DROP TRIGGER candidatures_accesexceptionnel_reste ON candidatures_accesexceptionnel;
DROP TRIGGER candidatures_accesexceptionnel_finit ON candidatures_accesexceptionnel;
"""


class Migration(migrations.Migration):
    dependencies = [("candidatures", "0025_acces_exceptionnels"), ("editions", "0015_effacer_une_repetition")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
