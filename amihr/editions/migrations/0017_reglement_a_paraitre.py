from django.db import migrations

POSER = """
DROP TRIGGER editions_versionreglement_immuable ON editions_versionreglement;
CREATE TRIGGER editions_versionreglement_immuable BEFORE UPDATE OR DELETE ON editions_versionreglement
FOR EACH ROW WHEN ({quand}NOT editions_s_efface()) EXECUTE FUNCTION editions_refuser();
"""


class Migration(migrations.Migration):
    """See R8: a version is kept for ever from the instant when it is published; before, nobody has read it."""

    dependencies = [("editions", "0016_reponse_retiree")]

    operations = [
        migrations.RunSQL(POSER.format(quand="OLD.publiee_le <= horloge_instant() AND "), POSER.format(quand=""))
    ]
