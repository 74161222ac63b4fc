SELECT f.*, l.*, e.nom FROM catalogue_fiche f
JOIN catalogue_label l ON l.id = f.label_id JOIN editions_edition e ON e.id = l.edition_id
WHERE f.slug = %(slug)s;
