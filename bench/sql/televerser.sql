SELECT p.* FROM comptes_session s JOIN comptes_personne p ON p.id = s.personne_id
WHERE s.session_key = %(session)s AND s.expire_date > now();
BEGIN;
INSERT INTO fichiers_fichier (id, cle, nom, taille, sha256, type_mime, genre, pages, cree_le, par_id, "analyse")
VALUES (gen_random_uuid(), %(cle)s, %(nom)s, %(taille)s, %(sha256)s, 'application/pdf', 'kbis', 1, clock_timestamp(),
    %(personne)s, 'sans_objet');
UPDATE candidatures_piecejointe SET retiree_le = clock_timestamp()
WHERE candidature_id = %(candidature)s AND emplacement = 'kbis' AND retiree_le IS NULL;
INSERT INTO candidatures_piecejointe (id, candidature_id, emplacement, fichier_id, jointe_le, par_id)
SELECT gen_random_uuid(), %(candidature)s, 'kbis', id, clock_timestamp(), %(personne)s
FROM fichiers_fichier WHERE cle = %(cle)s;
COMMIT;
