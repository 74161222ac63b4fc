SELECT p.* FROM comptes_session s JOIN comptes_personne p ON p.id = s.personne_id
WHERE s.session_key = %(session)s AND s.expire_date > now();
SELECT c.reference, d.contenu, d.formulaire, s.denomination FROM candidatures_candidature c
JOIN candidatures_depot d ON d.candidature_id = c.id JOIN candidatures_structure s ON s.id = d.structure_id
WHERE c.id = %(candidature)s ORDER BY d.numero DESC LIMIT 1;
SELECT p.*, f.nom, f.taille FROM candidatures_piecedeposee p JOIN fichiers_fichier f ON f.id = p.fichier_id
JOIN candidatures_depot d ON d.id = p.depot_id WHERE d.candidature_id = %(candidature)s;
SELECT c.rang, c.titre, c.aide, d.note, d.texte FROM evaluation_critere c
LEFT JOIN evaluation_descripteur d ON d.critere_id = c.id ORDER BY c.rang, d.note;
SELECT critere_id, sous_critere_id, valeur, commentaire FROM evaluation_note WHERE evaluation_id = %(evaluation)s;
