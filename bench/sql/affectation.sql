SELECT p.* FROM comptes_session s JOIN comptes_personne p ON p.id = s.personne_id
WHERE s.session_key = %(session)s AND s.expire_date > now();
SELECT m.id, p.nom, p.prenom, g.libelle FROM habilitations_membre m JOIN comptes_personne p ON p.id = m.personne_id
JOIN habilitations_college g ON g.id = m.college_id WHERE m.edition_id = %(edition)s AND m.retire_le IS NULL;
SELECT e.membre_id, e.etat, count(*) FROM evaluation_evaluation e JOIN candidatures_candidature c ON c.id = e.candidature_id
WHERE c.edition_id = %(edition)s GROUP BY 1, 2;
SELECT c.reference, c.titre, array_agg(d.personne_id) FROM candidatures_candidature c
JOIN candidatures_declaration d ON d.candidature_id = c.id WHERE c.edition_id = %(edition)s AND c.etat = 'en_evaluation'
GROUP BY c.id ORDER BY c.titre LIMIT 50;
