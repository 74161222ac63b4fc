import time, pytest
from django.db import connection
from django.test import Client
from amihr import horloge
from tests.fabriques.catalogue import *
pytestmark = pytest.mark.django_db

CLONER = """
WITH s AS (SELECT g, gen_random_uuid() c, gen_random_uuid() l, gen_random_uuid() d FROM generate_series(1,%(n)s) g),
 c AS (INSERT INTO candidatures_candidature (id, edition_id, reference, etat, etat_depuis, cree_le, titre, denomination, thematique_id)
   SELECT s.c, o.edition_id, 'X-'||g, o.etat, o.etat_depuis, o.cree_le, o.titre, o.denomination, o.thematique_id FROM s, candidatures_candidature o WHERE o.id=%(c)s RETURNING id),
 d AS (INSERT INTO evaluation_decision (id, candidature_id, seance_id, suite, sens, valeur_ajoutee_reconnue, valeur_ajoutee, credibilite_reconnue, credibilite, est_coup_de_coeur, figures, votants, arretee_le, acte_id, notifiee_le, publication_le, lettre)
   SELECT s.d, s.c, o.seance_id, o.suite, o.sens, o.valeur_ajoutee_reconnue, o.valeur_ajoutee, o.credibilite_reconnue, o.credibilite, g%%10=0, o.figures, o.votants, o.arretee_le, o.acte_id, o.notifiee_le, o.publication_le, o.lettre FROM s, evaluation_decision o WHERE o.candidature_id=%(c)s RETURNING id),
 l AS (INSERT INTO catalogue_label (id, edition_id, candidature_id, code, solution, titulaire, siren, thematique_id, est_coup_de_coeur, debut, fin, delivre_le, membres)
   SELECT s.l, o.edition_id, s.c, substr(md5(g::text),1,8), 'Solution '||g, o.titulaire, o.siren, (SELECT id FROM editions_thematique ORDER BY (id+g)%%2 LIMIT 1), g%%10=0, o.debut, o.fin, o.delivre_le, o.membres FROM s, catalogue_label o WHERE o.candidature_id=%(c)s RETURNING id)
INSERT INTO catalogue_fiche (label_id, slug, titre, resume, besoins, donnees, siege, est_du_territoire, contenu, texte_libre, recherche, modifiee_le)
   SELECT s.l, 's-'||g, 'Solution '||md5(g::text), o.resume||' '||md5(g::text), o.besoins, o.donnees, o.siege, g%%2=0, o.contenu, o.texte_libre,
     to_tsvector('french', app_norm('Solution '||md5(g::text)||' '||o.resume||CASE WHEN g%%5000=0 THEN ' rarissime' ELSE '' END)), o.modifiee_le FROM s, catalogue_fiche o JOIN catalogue_label ol ON ol.id=o.label_id WHERE ol.candidature_id=%(c)s
"""
def mesurer(client, adresse, n=7):
    t=[]
    for _ in range(n):
        d=time.perf_counter(); r=client.get(adresse); t.append((time.perf_counter()-d)*1000); assert r.status_code==200, r.status_code
    return sorted(t)[n//4], r

@pytest.mark.parametrize("n", [100, 2000, 20000])
def test_perf(n, settings):
    settings.DEBUG=False
    label = labelliser()
    with connection.cursor() as c:
        c.execute(CLONER, {"n": n, "c": label.candidature_id})
        c.execute("INSERT INTO catalogue_fiche_cas_usage (fiche_id, casusage_id) SELECT f.id, (SELECT id FROM editions_casusage LIMIT 1) FROM catalogue_fiche f WHERE f.slug LIKE 's-%' AND f.id % 3 = 0")
        for t in ("catalogue_fiche","catalogue_label","evaluation_decision","candidatures_candidature","catalogue_fiche_cas_usage"): c.execute(f"ANALYZE {t}")
    cl=Client()
    with horloge.a(PENDANT_LE_LABEL):
        for a in ("/catalogue/","/catalogue/?q=arbres","/catalogue/?q=rarissime","/catalogue/canoptere/", f"/verifier/{label.code}/", f"/verifier/{label.code}.json", f"/macaron/{label.code}.svg"):
            ms, r = mesurer(cl, a)
            with open("/tmp/perfcat/out.txt","a") as f: f.write(f"{n:6} {a:28} {ms:7.1f} ms {len(r.content)} o\n")
        for a in ("/catalogue.json","/catalogue.csv"):
            if n<=2000:
                ms, r = mesurer(cl, a, 3)
                with open("/tmp/perfcat/out.txt","a") as f: f.write(f"{n:6} {a:28} {ms:7.1f} ms {len(r.content)} o\n")
