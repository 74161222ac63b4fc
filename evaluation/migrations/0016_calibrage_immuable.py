from django.db import migrations

POSER = """
CREATE TRIGGER grille_de_calibrage_remise_immuable BEFORE UPDATE OR DELETE ON evaluation_grilledecalibrage
    FOR EACH ROW WHEN (OLD.etat = 'soumise' AND NOT editions_s_efface()) EXECUTE FUNCTION evaluation_refuser();

CREATE FUNCTION evaluation_refuser_le_texte() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM evaluation_grilledecalibrage WHERE dossier_id = OLD.id) THEN
        RAISE EXCEPTION 'A fictional dossier that somebody has begun to score is not changed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossier_de_calibrage_note_immuable BEFORE UPDATE ON evaluation_dossierdecalibrage
    FOR EACH ROW EXECUTE FUNCTION evaluation_refuser_le_texte();
"""

RETIRER = """
DROP TRIGGER dossier_de_calibrage_note_immuable ON evaluation_dossierdecalibrage;
DROP FUNCTION evaluation_refuser_le_texte();
DROP TRIGGER grille_de_calibrage_remise_immuable ON evaluation_grilledecalibrage;
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0015_calibrage"), ("editions", "0015_effacer_une_repetition")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
