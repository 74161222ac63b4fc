from django.db import migrations

POSER = """
CREATE TRIGGER message_de_lecture_immuable BEFORE UPDATE OR DELETE ON evaluation_messagedelecture
    FOR EACH ROW EXECUTE FUNCTION evaluation_refuser();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0009_discussion")]

    operations = [migrations.RunSQL(POSER, "DROP TRIGGER message_de_lecture_immuable ON evaluation_messagedelecture;")]
