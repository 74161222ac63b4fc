"""The full text of fiches: only what the public reads, normalised and weighted."""

from django.db import connection

# Title first, then holder, thématique and use cases, then the presentation, then the other public facts.
INDEXER = """
UPDATE catalogue_fiche f SET recherche =
    setweight(to_tsvector('french', app_norm(f.titre)), 'A')
    || setweight(to_tsvector('french', app_norm(concat_ws(' ', l.titulaire, f.siege,
        (SELECT titre FROM editions_thematique WHERE id = l.thematique_id),
        (SELECT string_agg(c.libelle, ' ' ORDER BY c.id) FROM catalogue_fiche_cas_usage m
            JOIN editions_casusage c ON c.id = m.casusage_id WHERE m.fiche_id = f.id)))), 'B')
    || setweight(to_tsvector('french', app_norm(concat_ws(' ', f.resume, f.besoins))), 'C')
    || setweight(to_tsvector('french', app_norm(coalesce((SELECT string_agg(fait ->> 'valeur', ' ')
        FROM jsonb_array_elements(f.contenu -> 'faits') fait), ''))), 'D')
FROM catalogue_label l WHERE l.id = f.label_id AND f.id = ANY(%s)
"""


def indexer(fiches):
    """Fill the search column of these fiches, inside the caller's transaction."""
    if fiches:
        with connection.cursor() as curseur:
            curseur.execute(INDEXER, [[fiche.pk for fiche in fiches]])
