SELECT p.* FROM comptes_session s JOIN comptes_personne p ON p.id = s.personne_id
WHERE s.session_key = %(session)s AND s.expire_date > now();
BEGIN;
SELECT contenu FROM candidatures_section WHERE id = %(section)s FOR UPDATE;
UPDATE candidatures_section
SET numero = numero + 1, contenu = contenu || '{"plancher": "…"}', modifiee_le = clock_timestamp() WHERE id = %(section)s;
INSERT INTO candidatures_revisionsection (section_id, numero, contenu, par_id, instant)
SELECT id, numero, contenu, %(personne)s, clock_timestamp() FROM candidatures_section WHERE id = %(section)s;
COMMIT;
