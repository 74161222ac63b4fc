SELECT p.* FROM comptes_session s JOIN comptes_personne p ON p.id = s.personne_id
WHERE s.session_key = %(session)s AND s.expire_date > now();
BEGIN;
SELECT pg_advisory_xact_lock_shared(1, 1);
SELECT etat FROM candidatures_candidature WHERE id = %(candidature)s FOR UPDATE;
SELECT partie, contenu FROM candidatures_section WHERE candidature_id = %(candidature)s;
INSERT INTO candidatures_structure
    (denomination, siren, siret, type_structure, commune, code_commune, code_departement, pays, domaine)
VALUES ('Essai', '', '', '', '', '', '', '', '');
INSERT INTO candidatures_depot (id, candidature_id, numero, depose_le, par_id, cle, code, titre, structure_id,
    formulaire, contenu, revisions, documents_acceptes, manifeste, empreinte)
SELECT gen_random_uuid(), c.id, 1 + count(d.id), clock_timestamp(), %(personne)s, gen_random_uuid(),
    substr(gen_random_uuid()::text, 25), c.titre, currval('candidatures_structure_id_seq'), e.formulaire,
    (SELECT jsonb_object_agg(partie, contenu) FROM candidatures_section WHERE candidature_id = c.id),
    '{}', '[]', '[]', repeat('0', 64)
FROM candidatures_candidature c JOIN editions_edition e ON e.id = c.edition_id
LEFT JOIN candidatures_depot d ON d.candidature_id = c.id WHERE c.id = %(candidature)s GROUP BY c.id, e.id;
INSERT INTO candidatures_piecedeposee (id, depot_id, emplacement, fichier_id, sha256, ordre)
SELECT gen_random_uuid(), d.id, p.emplacement, p.fichier_id, f.sha256, row_number() OVER ()
FROM candidatures_piecejointe p JOIN fichiers_fichier f ON f.id = p.fichier_id
JOIN (SELECT id, candidature_id FROM candidatures_depot WHERE candidature_id = %(candidature)s
    ORDER BY numero DESC LIMIT 1) d ON d.candidature_id = p.candidature_id;
UPDATE candidatures_candidature SET etat = 'deposee' WHERE id = %(candidature)s;
INSERT INTO courrier_courrier (id, evenement, objet, destinataire, contexte, etat, motif, poste_le, prochain_essai_le,
    essais, derniere_erreur, sujet)
VALUES (gen_random_uuid(), 'accuse_de_depot', gen_random_uuid()::text, 'candidat@exemple.fr', '{}', 'a_envoyer', '',
    clock_timestamp(), clock_timestamp(), 0, '', '');
INSERT INTO journal_entreejournal (chaine, instant, evenement, objet, faits)
VALUES ('actes', clock_timestamp(), 'plancher', '', '{}');
COMMIT;
