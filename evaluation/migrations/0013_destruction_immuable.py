from django.db import migrations

POSER = """
CREATE TRIGGER destruction_certifiee_immuable BEFORE UPDATE OR DELETE ON evaluation_destructioncertifiee
    FOR EACH ROW WHEN (NOT editions_s_efface()) EXECUTE FUNCTION evaluation_refuser();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0012_livrets_et_fin_de_mission"), ("editions", "0015_effacer_une_repetition")]

    operations = [
        migrations.RunSQL(POSER, "DROP TRIGGER destruction_certifiee_immuable ON evaluation_destructioncertifiee;")
    ]
