"""SQL functions (clock, normalisation) and the technical tables; the cache and the counters are unlogged."""

from django.db import migrations, models

HORLOGE = """
CREATE FUNCTION horloge_instant() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT coalesce(
        (SELECT CASE WHEN figee THEN instant ELSE instant + (clock_timestamp() - posee_le) END FROM horloge_deplacee),
        clock_timestamp()
    )
$$
"""

# Accents and ligatures away, without ICU nor `unaccent`: the same on every PostgreSQL.
NORMALISATION = r"""
CREATE FUNCTION app_norm(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    select replace(replace(replace(
        lower(regexp_replace(normalize(t, NFKD), '[\u0300-\u036f]', '', 'g')), 'œ', 'oe'), 'æ', 'ae'), '’', '''')
$$
"""

CACHE = """
CREATE UNLOGGED TABLE cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX cache_expires ON cache (expires)
"""

COMPTEUR = """
CREATE UNLOGGED TABLE socle_compteur (cle varchar(64) PRIMARY KEY, debut timestamptz NOT NULL,
    compte integer NOT NULL CHECK (compte >= 0));
CREATE INDEX socle_compteur_debut ON socle_compteur (debut)
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="HorlogeDeplacee",
            fields=[
                ("unique_rangee", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("instant", models.DateTimeField()),
                ("posee_le", models.DateTimeField()),
                ("figee", models.BooleanField()),
            ],
            options={
                "verbose_name": "horloge déplacée",
                "verbose_name_plural": "horloge déplacée",
                "db_table": "horloge_deplacee",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("unique_rangee", True)), name="horloge_une_seule_rangee")
                ],
            },
        ),
        migrations.RunSQL(HORLOGE, "DROP FUNCTION horloge_instant()"),
        migrations.RunSQL(NORMALISATION, "DROP FUNCTION app_norm(text)"),
        migrations.RunSQL(
            CACHE,
            "DROP TABLE cache",
            state_operations=[
                migrations.CreateModel(
                    name="EntreeCache",
                    fields=[
                        ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                        ("value", models.TextField()),
                        ("expires", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "verbose_name": "entrée du cache",
                        "verbose_name_plural": "entrées du cache",
                        "db_table": "cache",
                    },
                ),
            ],
        ),
        migrations.RunSQL(
            COMPTEUR,
            "DROP TABLE socle_compteur",
            state_operations=[
                migrations.CreateModel(
                    name="Compteur",
                    fields=[
                        ("cle", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("debut", models.DateTimeField(db_index=True)),
                        ("compte", models.PositiveIntegerField()),
                    ],
                    options={"verbose_name": "compteur", "verbose_name_plural": "compteurs"},
                ),
            ],
        ),
    ]
