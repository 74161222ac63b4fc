from django.db import migrations

# Recusals declared before this table named no structure: they are with every structure of the last filed version.
REPRENDRE = """
INSERT INTO candidatures_structureliee (deport_id, siren, denomination)
SELECT DISTINCT deport.id, structure.siren, structure.denomination
FROM candidatures_deport deport
JOIN LATERAL (
    SELECT id, structure_id FROM candidatures_depot
    WHERE candidature_id = deport.candidature_id ORDER BY numero DESC LIMIT 1
) depot ON TRUE
JOIN candidatures_structure structure ON structure.id = depot.structure_id
    OR structure.id IN (SELECT structure_id FROM candidatures_membreconsortium WHERE depot_id = depot.id);
"""
POSER = """
CREATE TRIGGER candidatures_structureliee_immuable BEFORE UPDATE OR DELETE ON candidatures_structureliee
    FOR EACH ROW WHEN (NOT editions_s_efface()) EXECUTE FUNCTION candidatures_refuser();
"""
RETIRER = "DROP TRIGGER candidatures_structureliee_immuable ON candidatures_structureliee;"


class Migration(migrations.Migration):
    dependencies = [("candidatures", "0028_structures_liees"), ("editions", "0015_effacer_une_repetition")]

    operations = [
        migrations.RunSQL(REPRENDRE, migrations.RunSQL.noop),
        migrations.RunSQL(POSER, RETIRER),
    ]
