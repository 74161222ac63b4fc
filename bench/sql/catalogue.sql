SELECT f.titre, f.resume, l.titulaire FROM catalogue_fiche f
JOIN catalogue_label l ON l.id = f.label_id
JOIN evaluation_decision d ON d.candidature_id = l.candidature_id
WHERE l.debut <= %(jour)s AND l.fin >= %(jour)s AND d.publication_le <= %(jour)s
ORDER BY f.cle_de_tri, f.id LIMIT 20;
SELECT l.thematique_id, count(*) FROM catalogue_fiche f
JOIN catalogue_label l ON l.id = f.label_id
JOIN evaluation_decision d ON d.candidature_id = l.candidature_id
WHERE l.debut <= %(jour)s AND l.fin >= %(jour)s AND d.publication_le <= %(jour)s
GROUP BY l.thematique_id;
SELECT u.casusage_id, count(*) FROM catalogue_fiche f
JOIN catalogue_label l ON l.id = f.label_id
JOIN evaluation_decision d ON d.candidature_id = l.candidature_id
JOIN catalogue_fiche_cas_usage u ON u.fiche_id = f.id
WHERE l.debut <= %(jour)s AND l.fin >= %(jour)s AND d.publication_le <= %(jour)s
GROUP BY u.casusage_id;
SELECT donnee ->> 'code', count(*) FROM catalogue_fiche f
JOIN catalogue_label l ON l.id = f.label_id
JOIN evaluation_decision d ON d.candidature_id = l.candidature_id
CROSS JOIN jsonb_array_elements(f.donnees) AS donnee
WHERE l.debut <= %(jour)s AND l.fin >= %(jour)s AND d.publication_le <= %(jour)s
GROUP BY donnee ->> 'code';
