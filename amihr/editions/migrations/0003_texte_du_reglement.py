from django.db import migrations, models


class Migration(migrations.Migration):
    """The règlement as it was written, so that the next version and the next edition start from it."""

    dependencies = [("editions", "0002_versions_immuables")]

    operations = [
        migrations.AddField(
            model_name="versionreglement",
            name="texte",
            field=models.TextField(blank=True, verbose_name="texte, tel qu’il a été écrit"),
        ),
    ]
