SELECT p.* FROM comptes_session s JOIN comptes_personne p ON p.id = s.personne_id
WHERE s.session_key = %(session)s AND s.expire_date > now();
SELECT c.reference, c.titre, c.denomination, c.etat, t.titre FROM candidatures_candidature c
LEFT JOIN editions_thematique t ON t.id = c.thematique_id
WHERE c.etat <> 'brouillon' AND (c.titre ILIKE %(q)s OR c.denomination ILIKE %(q)s)
ORDER BY c.titre, c.reference LIMIT 50;
SELECT etat, count(*) FROM candidatures_candidature GROUP BY etat;
