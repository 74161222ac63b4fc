from django.db import migrations

POSER = """
CREATE TRIGGER editions_visadouverture_immuable BEFORE UPDATE OR DELETE ON editions_visadouverture
FOR EACH ROW EXECUTE FUNCTION editions_refuser();
"""

RETIRER = "DROP TRIGGER editions_visadouverture_immuable ON editions_visadouverture;"


class Migration(migrations.Migration):
    """What somebody signed before the opening stays as it was signed."""

    dependencies = [("editions", "0007_visas")]

    operations = [migrations.RunSQL(POSER, RETIRER)]
