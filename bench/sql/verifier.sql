SELECT l.*, f.slug, e.nom FROM catalogue_label l
JOIN catalogue_fiche f ON f.label_id = l.id JOIN editions_edition e ON e.id = l.edition_id
WHERE l.code = %(code)s;
