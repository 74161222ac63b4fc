import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fichiers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("nom", models.CharField(max_length=150)),
                ("sous_titre", models.CharField(blank=True, max_length=200, verbose_name="sous-titre")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("organisateur", models.CharField(max_length=150)),
                ("territoire", models.JSONField(blank=True, default=dict)),
                ("contact", models.EmailField(max_length=254, verbose_name="adresse de contact")),
                ("prefixe_reference", models.CharField(max_length=20, verbose_name="préfixe des références")),
                ("prefixe_courriel", models.CharField(max_length=40, verbose_name="préfixe des courriels")),
                ("ouverture_le", models.DateTimeField(verbose_name="ouverture")),
                ("cloture_le", models.DateTimeField(verbose_name="clôture, borne exclue")),
                ("commission_le", models.DateField(blank=True, null=True, verbose_name="commission")),
                ("suspendue_le", models.DateTimeField(blank=True, null=True, verbose_name="suspendu le")),
                ("annulee_le", models.DateTimeField(blank=True, null=True, verbose_name="annulé le")),
                ("est_courante", models.BooleanField(default=False, verbose_name="édition courante")),
                ("formulaire", models.JSONField(default=dict)),
                ("reglages", models.JSONField(default=dict, verbose_name="réglages")),
                ("macaron", models.JSONField(default=dict)),
                ("chiffres", models.JSONField(blank=True, default=list)),
                ("empreinte_du_fichier", models.CharField(blank=True, max_length=64)),
                ("modifiee_le", models.DateTimeField(blank=True, null=True, verbose_name="modifiée le")),
            ],
            options={
                "verbose_name": "édition",
                "ordering": ["-annee", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("est_courante", True)),
                        fields=("est_courante",),
                        name="une_seule_edition_courante",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cloture_le__gt", models.F("ouverture_le"))),
                        name="edition_cloture_apres_ouverture",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Chargement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("contenu", models.JSONField()),
                ("charge_le", models.DateTimeField(verbose_name="chargée le")),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chargement", to="editions.edition"
                    ),
                ),
            ],
            options={
                "verbose_name": "chargement",
                "ordering": ["edition_id"],
            },
        ),
        migrations.CreateModel(
            name="Thematique",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("slug", models.SlugField(max_length=60)),
                ("titre", models.CharField(max_length=120)),
                ("accroche", models.CharField(blank=True, max_length=200)),
                ("resume", models.CharField(blank=True, max_length=200, verbose_name="résumé")),
                ("objectif", models.TextField(blank=True)),
                ("pastille", models.CharField(blank=True, max_length=120, verbose_name="image de légende")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="thematiques", to="editions.edition"
                    ),
                ),
            ],
            options={
                "verbose_name": "thématique",
                "ordering": ["edition_id", "numero"],
            },
        ),
        migrations.CreateModel(
            name="CasUsage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordre", models.PositiveSmallIntegerField()),
                ("code", models.SlugField(max_length=60)),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                (
                    "thematique",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cas_usage", to="editions.thematique"
                    ),
                ),
            ],
            options={
                "verbose_name": "cas d’usage",
                "verbose_name_plural": "cas d’usage",
                "ordering": ["thematique__numero", "ordre"],
            },
        ),
        migrations.CreateModel(
            name="VersionReglement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("publiee_le", models.DateTimeField(verbose_name="publiée le")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("html", models.TextField(verbose_name="texte en HTML")),
                ("changements", models.TextField(blank=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions_reglement",
                        to="editions.edition",
                    ),
                ),
                (
                    "fichier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fichiers.fichier",
                    ),
                ),
            ],
            options={
                "verbose_name": "version du règlement",
                "ordering": ["edition_id", "-numero"],
            },
        ),
        migrations.CreateModel(
            name="DocumentAssocie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
                ("numero", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("titre", models.CharField(max_length=200)),
                ("publie_le", models.DateTimeField(verbose_name="publié le")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "fichier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="fichiers.fichier"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents_associes",
                        to="editions.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "document associé",
                "verbose_name_plural": "documents associés",
                "ordering": ["edition_id", "code", "-numero"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "code", "numero"), name="document_associe_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="EtapeCalendrier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordre", models.PositiveSmallIntegerField()),
                (
                    "repere",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Jour ou période propre"),
                            ("ouverture", "Ouverture de l’édition"),
                            ("cloture", "Clôture de l’édition"),
                            ("commission", "Commission de l’édition"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="repère",
                    ),
                ),
                ("jour", models.DateField(blank=True, null=True)),
                ("periode", models.CharField(blank=True, max_length=80, verbose_name="période")),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                ("precision", models.TextField(blank=True, verbose_name="précision")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="etapes", to="editions.edition"
                    ),
                ),
            ],
            options={
                "verbose_name": "étape du calendrier",
                "verbose_name_plural": "étapes du calendrier",
                "ordering": ["edition_id", "ordre"],
                "constraints": [models.UniqueConstraint(fields=("edition", "ordre"), name="etape_ordre_unique")],
            },
        ),
        migrations.CreateModel(
            name="Texte",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=80)),
                ("contenu", models.TextField(blank=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="textes", to="editions.edition"
                    ),
                ),
            ],
            options={
                "ordering": ["edition_id", "code"],
                "constraints": [models.UniqueConstraint(fields=("edition", "code"), name="texte_unique_par_edition")],
            },
        ),
        migrations.AddConstraint(
            model_name="thematique",
            constraint=models.UniqueConstraint(fields=("edition", "numero"), name="thematique_numero_unique"),
        ),
        migrations.AddConstraint(
            model_name="thematique",
            constraint=models.UniqueConstraint(fields=("edition", "slug"), name="thematique_slug_unique"),
        ),
        migrations.AddConstraint(
            model_name="casusage",
            constraint=models.UniqueConstraint(fields=("thematique", "code"), name="cas_usage_unique"),
        ),
        migrations.AddConstraint(
            model_name="versionreglement",
            constraint=models.UniqueConstraint(fields=("edition", "numero"), name="version_reglement_unique"),
        ),
    ]
