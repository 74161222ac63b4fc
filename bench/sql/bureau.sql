SELECT p.* FROM comptes_session s JOIN comptes_personne p ON p.id = s.personne_id
WHERE s.session_key = %(session)s AND s.expire_date > now();
SELECT c.reference, d.titre, s.denomination, e.etat, e.soumise_le,
    (SELECT count(*) FROM evaluation_note n WHERE n.evaluation_id = e.id) AS notes
FROM candidatures_candidature c
JOIN candidatures_depot d ON d.candidature_id = c.id AND d.numero = 1
JOIN candidatures_structure s ON s.id = d.structure_id
LEFT JOIN evaluation_evaluation e ON e.candidature_id = c.id AND e.membre_id = %(membre)s
WHERE c.etat = 'en_evaluation' ORDER BY d.titre;
