from django.db import migrations

POSER = """
CREATE FUNCTION evaluation_ligne_de_notes(une_evaluation uuid, une_grille bigint) RETURNS integer[]
LANGUAGE sql STABLE AS $$
    SELECT array_agg(note.valeur ORDER BY critere.rang, sous.ordre)
    FROM evaluation_critere critere
    LEFT JOIN evaluation_souscritere sous ON sous.critere_id = critere.id
    LEFT JOIN evaluation_note note ON note.evaluation_id = une_evaluation AND note.critere_id = critere.id
        AND note.sous_critere_id IS NOT DISTINCT FROM sous.id
    WHERE critere.grille_id = une_grille
$$;
CREATE FUNCTION evaluation_ecrire_la_ligne() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.ligne := CASE WHEN NEW.etat = 'soumise' THEN evaluation_ligne_de_notes(NEW.id, NEW.grille_id) END;
    RETURN NEW;
END $$;
"""

# Only the owner of the tables can put aside, for one statement, what freezes the submitted grids.
REMPLIR = """
ALTER TABLE evaluation_evaluation DISABLE TRIGGER evaluation_soumise_immuable;
UPDATE evaluation_evaluation SET ligne = evaluation_ligne_de_notes(id, grille_id) WHERE etat = 'soumise';
ALTER TABLE evaluation_evaluation ENABLE TRIGGER evaluation_soumise_immuable;
CREATE TRIGGER evaluation_ligne BEFORE INSERT OR UPDATE ON evaluation_evaluation
    FOR EACH ROW EXECUTE FUNCTION evaluation_ecrire_la_ligne();
"""

RETIRER = """
DROP FUNCTION evaluation_ecrire_la_ligne();
DROP FUNCTION evaluation_ligne_de_notes(uuid, bigint);
"""

VIDER = """
DROP TRIGGER evaluation_ligne ON evaluation_evaluation;
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0004_ligne_de_notes")]

    operations = [migrations.RunSQL(POSER, RETIRER), migrations.RunSQL(REMPLIR, VIDER)]
