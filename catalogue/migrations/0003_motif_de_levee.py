from django.db import migrations, models


class Migration(migrations.Migration):
    """Why a withdrawal was lifted."""

    dependencies = [("catalogue", "0002_kit_et_tri")]

    operations = [
        migrations.AddField(
            model_name="retraitlabel",
            name="motif_de_levee",
            field=models.TextField(blank=True, default="", verbose_name="motif de la levée"),
            preserve_default=False,
        ),
    ]
