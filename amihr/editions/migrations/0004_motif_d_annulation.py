from django.db import migrations, models


class Migration(migrations.Migration):
    """Why a call was cancelled."""

    dependencies = [("editions", "0003_texte_du_reglement")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="motif_d_annulation",
            field=models.TextField(blank=True, default="", verbose_name="motif de l’annulation"),
            preserve_default=False,
        ),
    ]
