from django.db import migrations

POSER = """
CREATE FUNCTION evaluation_garder_la_repetition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM candidatures_candidature c JOIN editions_edition e ON e.id = c.edition_id
               WHERE c.id = NEW.candidature_id AND e.est_repetition) THEN
        RAISE EXCEPTION 'Nothing of a rehearsal is published' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evaluation_decision_repetition BEFORE INSERT OR UPDATE ON evaluation_decision
FOR EACH ROW WHEN (NEW.publication_le IS NOT NULL) EXECUTE FUNCTION evaluation_garder_la_repetition();
"""
RETIRER = """
DROP TRIGGER evaluation_decision_repetition ON evaluation_decision;
DROP FUNCTION evaluation_garder_la_repetition();
"""


class Migration(migrations.Migration):
    """Whatever is public filters on the publication: what cannot be published is nowhere."""

    dependencies = [("evaluation", "0010_discussion_immuable"), ("editions", "0014_repetitions")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
