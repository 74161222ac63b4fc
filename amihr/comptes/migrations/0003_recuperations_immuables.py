from django.db import migrations

# A request keeps who asked, for whom, when and why; it ends once, and stays.
POSER = """
CREATE FUNCTION comptes_refuser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was asked about an account stays (%)', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER comptes_recuperation_reste BEFORE DELETE ON comptes_recuperation
    FOR EACH ROW EXECUTE FUNCTION comptes_refuser();
CREATE TRIGGER comptes_recuperation_finit BEFORE UPDATE ON comptes_recuperation
    FOR EACH ROW WHEN (
        num_nonnulls(OLD.confirmee_le, OLD.annulee_le, OLD.opposee_le) > 0
        OR (OLD.personne_id, OLD.motif, OLD.verification, OLD.precision, OLD.demandee_par_id, OLD.demandee_le, OLD.expire_le)
            IS DISTINCT FROM
            (NEW.personne_id, NEW.motif, NEW.verification, NEW.precision, NEW.demandee_par_id, NEW.demandee_le, NEW.expire_le)
    ) EXECUTE FUNCTION comptes_refuser();
"""
RETIRER = """
DROP TRIGGER comptes_recuperation_reste ON comptes_recuperation;
DROP TRIGGER comptes_recuperation_finit ON comptes_recuperation;
DROP FUNCTION comptes_refuser();
"""


class Migration(migrations.Migration):
    dependencies = [("comptes", "0002_recuperations")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
