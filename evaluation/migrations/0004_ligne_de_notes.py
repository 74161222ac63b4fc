import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_lettres_et_exports")]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="ligne",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(null=True), editable=False, null=True, size=None
            ),
        ),
    ]
