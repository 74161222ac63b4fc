from django.db import migrations

POSER = """
CREATE FUNCTION candidatures_garder_la_proposition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Closed once; its words stay as whoever proposed wrote them.
    IF TG_OP = 'DELETE' OR OLD.close_le IS NOT NULL OR
        ROW(NEW.id, NEW.candidature_id, NEW.examen, NEW.est_favorable, NEW.motif, NEW.depot_id, NEW.par_id, NEW.instant)
        IS DISTINCT FROM
        ROW(OLD.id, OLD.candidature_id, OLD.examen, OLD.est_favorable, OLD.motif, OLD.depot_id, OLD.par_id, OLD.instant)
    THEN
        RAISE EXCEPTION 'A proposal is closed once, and never rewritten' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidatures_propositiondeconclusion_immuable
BEFORE UPDATE OR DELETE ON candidatures_propositiondeconclusion
FOR EACH ROW EXECUTE FUNCTION candidatures_garder_la_proposition();
"""

RETIRER = """
DROP TRIGGER candidatures_propositiondeconclusion_immuable ON candidatures_propositiondeconclusion;
DROP FUNCTION candidatures_garder_la_proposition();
"""


class Migration(migrations.Migration):
    dependencies = [("candidatures", "0012_visas")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
