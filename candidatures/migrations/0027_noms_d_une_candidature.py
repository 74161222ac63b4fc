from django.db import migrations, models
from django.db.models.functions import Concat

from amihr.socle.normalisation import AppNorm


class Migration(migrations.Migration):
    dependencies = [
        ("candidatures", "0026_acces_exceptionnels_immuables"),
        ("socle", "0001_fonctions_et_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidature",
            name="noms",
            field=models.GeneratedField(
                db_persist=True,
                expression=AppNorm(Concat("titre", models.Value(" "), "denomination")),
                output_field=models.TextField(),
                verbose_name="titre puis structure, pour trier et chercher",
            ),
        ),
    ]
