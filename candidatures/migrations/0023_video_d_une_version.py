from django.db import migrations, models

# The path to the answer is in the version's own form: a later form of the edition changes nothing here.
POSER = """
CREATE FUNCTION candidatures_video(formulaire jsonb, contenu jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce((
        SELECT contenu -> (partie ->> 'slug') ->> (question ->> 'code')
        FROM jsonb_array_elements(formulaire -> 'parties') AS partie,
             jsonb_array_elements(partie -> 'questions') AS question
        WHERE question ->> 'role' = 'video'
        LIMIT 1
    ), '')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("candidatures", "0022_auteur_du_retrait_d_une_piece")]

    operations = [
        migrations.RunSQL(POSER, "DROP FUNCTION candidatures_video(jsonb, jsonb);"),
        migrations.AddField(
            model_name="depot",
            name="video",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    "formulaire", "contenu", function="candidatures_video", output_field=models.TextField()
                ),
                output_field=models.TextField(),
                verbose_name="lien vers la vidéo",
            ),
        ),
    ]
