"""The journal, its chain and its anchors (`preparer_roles` then leaves the web role SELECT and INSERT only)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from amihr.journal.sql import DEPROTEGER, DESENCHAINER, ENCHAINER, NE_PLUS_REFUSER, PROTEGER, REFUSER

CHAINES = [("actes", "Actes"), ("lectures", "Lectures")]
TABLES = ("journal_entreejournal", "journal_ancre")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("socle", "0001_fonctions_et_tables"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="EntreeJournal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chaine", models.CharField(choices=CHAINES, max_length=20)),
                ("seq", models.BigIntegerField(verbose_name="numéro")),
                ("instant", models.DateTimeField(verbose_name="instant de l’acte")),
                ("inscrit_le", models.DateTimeField(verbose_name="inscrite le")),
                ("evenement", models.CharField(max_length=100, verbose_name="événement")),
                ("objet", models.CharField(blank=True, max_length=200)),
                ("faits", models.JSONField(default=dict)),
                ("precedent", models.CharField(max_length=64, verbose_name="empreinte précédente")),
                ("empreinte", models.CharField(max_length=64)),
                (
                    "par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
            ],
            options={
                "verbose_name": "entrée du journal",
                "verbose_name_plural": "entrées du journal",
                "ordering": ["chaine", "seq"],
                "indexes": [
                    models.Index(fields=["objet", "par", "-instant"], name="journal_objet_par_instant"),
                    models.Index(fields=["evenement", "-instant"], name="journal_evenement_instant"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("chaine", "seq"), name="journal_seq_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("chaine__in", ["actes", "lectures"])), name="journal_chaine_connue"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ancre",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chaine", models.CharField(choices=CHAINES, max_length=20)),
                ("seq", models.BigIntegerField(verbose_name="numéro")),
                ("empreinte", models.CharField(max_length=64)),
                ("instant", models.DateTimeField()),
                ("signature", models.CharField(max_length=128)),
                ("cle_publique", models.CharField(max_length=64, verbose_name="clé publique")),
            ],
            options={
                "verbose_name": "ancre du journal",
                "verbose_name_plural": "ancres du journal",
                "ordering": ["chaine", "seq"],
                "constraints": [models.UniqueConstraint(fields=("chaine", "seq"), name="ancre_seq_unique")],
            },
        ),
        migrations.RunSQL(ENCHAINER, DESENCHAINER),
        migrations.RunSQL(REFUSER, NE_PLUS_REFUSER),
        *[migrations.RunSQL(PROTEGER.format(table=table), DEPROTEGER.format(table=table)) for table in TABLES],
    ]
