from django.db import migrations

# What was said of a mandate, and by whom, never changes; it ends once, and stays.
POSER = """
CREATE FUNCTION habilitations_refuser_de_dedire() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A mandate is ended once, neither changed nor deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER habilitations_mandat_reste BEFORE DELETE ON habilitations_mandat
    FOR EACH ROW EXECUTE FUNCTION habilitations_refuser_de_dedire();
CREATE TRIGGER habilitations_mandat_finit BEFORE UPDATE ON habilitations_mandat
    FOR EACH ROW WHEN (
        OLD.jusque IS NOT NULL
        OR (OLD.personne_id, OLD.siren, OLD.denomination, OLD.nature, OLD.depuis, OLD.dit_par_id, OLD.dit_le)
            IS DISTINCT FROM
            (NEW.personne_id, NEW.siren, NEW.denomination, NEW.nature, NEW.depuis, NEW.dit_par_id, NEW.dit_le)
    ) EXECUTE FUNCTION habilitations_refuser_de_dedire();
"""
RETIRER = """
DROP TRIGGER habilitations_mandat_reste ON habilitations_mandat;
DROP TRIGGER habilitations_mandat_finit ON habilitations_mandat;
DROP FUNCTION habilitations_refuser_de_dedire();
"""


class Migration(migrations.Migration):
    dependencies = [("habilitations", "0004_mandats")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
