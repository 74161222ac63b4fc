from django.db import migrations

POSER = """
CREATE TRIGGER editions_rapportdecloture_immuable BEFORE UPDATE OR DELETE ON editions_rapportdecloture
FOR EACH ROW EXECUTE FUNCTION editions_refuser();
"""

RETIRER = "DROP TRIGGER editions_rapportdecloture_immuable ON editions_rapportdecloture;"


class Migration(migrations.Migration):
    """What the platform said of a closing stays as it was said."""

    dependencies = [("editions", "0009_rapport_de_cloture")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
