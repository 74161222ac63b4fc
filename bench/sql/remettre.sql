SELECT p.* FROM comptes_session s JOIN comptes_personne p ON p.id = s.personne_id
WHERE s.session_key = %(session)s AND s.expire_date > now();
BEGIN;
SELECT etat FROM evaluation_evaluation WHERE id = %(evaluation)s FOR UPDATE;
INSERT INTO evaluation_note (evaluation_id, critere_id, sous_critere_id, valeur, est_hors_competence, commentaire)
SELECT %(evaluation)s, c.id, s.id, 3, false, '' FROM evaluation_critere c
LEFT JOIN evaluation_souscritere s ON s.critere_id = c.id
ON CONFLICT (evaluation_id, critere_id, sous_critere_id) DO UPDATE SET valeur = EXCLUDED.valeur;
UPDATE evaluation_evaluation SET revision = revision + 1, enregistree_le = clock_timestamp() WHERE id = %(evaluation)s;
INSERT INTO journal_entreejournal (chaine, instant, evenement, objet, faits)
VALUES ('actes', clock_timestamp(), 'plancher', '', '{}');
COMMIT;
