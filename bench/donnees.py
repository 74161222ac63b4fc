"""The rows of the bench: one real dossier made by the tests' factories, then as many copies as needed, in SQL.

The copies' journal entries go through the chain's own trigger, by INSERT … SELECT: the chain verifies.
"""

from datetime import UTC, datetime

from django.core.management import call_command
from django.db import connection

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions.models import Edition
from amihr.habilitations.models import Public
from candidatures.models import Depot
from candidatures.regles.formulaire import questions_par_role
from catalogue.actes.labels import delivrer
from tests.fabriques.candidatures import CandidatureFactory, asseoir, signer_nda
from tests.fabriques.catalogue import decision_notifiee
from tests.fabriques.comptes import PersonneFactory

from .reponses import remplir

APPEL = "2026-ile-de-france-haute-resolution"
PENDANT = datetime(2026, 5, 4, 8, 42, tzinfo=UTC)
APRES = datetime(2026, 5, 20, 8, tzinfo=UTC)
PUBLIE = datetime(2026, 6, 10, 8, tzinfo=UTC)
MEMBRES = 15
COLONNES = """
SELECT column_name FROM information_schema.columns
WHERE table_name = %s AND is_generated = 'NEVER' AND (is_identity = 'NO' OR column_name = ANY(%s))
"""


def executer(requete, *parametres):
    """Run one statement; return its rows, if it has any."""
    with connection.cursor() as curseur:
        curseur.execute(requete, parametres or None)
        return curseur.fetchall() if curseur.description else []


def cloner(table, source, premier, dernier, **valeurs):
    """Copy the rows of `table` where `source` holds, once per `i` from `premier` to `dernier`.

    `valeurs`: SQL expression of `i` and of the copied row by column, for what must differ.
    """
    colonnes = [nom for (nom,) in executer(COLONNES, table, list(valeurs))]
    choix = ", ".join(valeurs.get(nom, f'"{nom}"') for nom in colonnes)
    noms = ", ".join(f'"{nom}"' for nom in colonnes)
    executer(
        f"INSERT INTO {table} ({noms}) SELECT {choix} FROM {table}, generate_series({premier}, {dernier}) AS i"
        f" WHERE {source}"
    )


def cle(lettre, suite="i"):
    """SQL of the id of the i-th copy of a kind."""
    return f"md5('{lettre}' || {suite})::uuid"


def fonder():
    """Load the real call and return it, with its people and one complete draft, under « edition », « candidate »…"""
    call_command("charger_edition", APPEL, courante=True, verbosity=0)
    edition = Edition.objects.get()
    horloge.a(PENDANT)
    candidate = PersonneFactory()
    pieces = [piece["code"] for piece in edition.formulaire["pieces"] if piece["obligatoire"]]
    communs = {"edition": edition, "equipe": [candidate], "reponses": remplir(edition), "pieces": pieces}
    agent = PersonneFactory(roles=[Role.AGENT], totp=True)
    signer_nda(agent, edition, Public.AGENT)
    membres = [PersonneFactory(totp=True) for _ in range(MEMBRES)]
    return {
        "edition": edition,
        "candidate": candidate,
        "agent": agent,
        "membres": [asseoir(membre, edition) for membre in membres],
        "brouillon": CandidatureFactory(reference="BANC-BROUILLON", **communs),
        "modele": CandidatureFactory(reference="BANC-MODELE", deposee=True, **communs),
    }


def ajouter_des_brouillons(modele, lettre, combien):
    """Copy a draft with its sections and its pieces; the same person keeps the team."""
    source = f"candidature_id = '{modele.pk}'"
    cloner("candidatures_candidature", f"id = '{modele.pk}'", 1, combien,
           id=cle(lettre), reference=f"'BANC-{lettre.upper()}-' || i")  # fmt: skip
    cloner("candidatures_equipier", source, 1, combien, candidature_id=cle(lettre))
    cloner("candidatures_section", source, 1, combien, candidature_id=cle(lettre))
    cloner("candidatures_piecejointe", source, 1, combien,
           id=cle(lettre, "i || emplacement"), candidature_id=cle(lettre))  # fmt: skip
    return [f"BANC-{lettre.upper()}-{rang}" for rang in range(1, combien + 1)]


def ajouter_des_candidats(modele, lettre, combien):
    """Copy a draft without its pieces, each with an author of its own; return ``[(reference, address)]``."""
    auteur, source = modele.equipe()[0], f"candidature_id = '{modele.pk}'"
    bornes, courriel = (1, combien), f"'{lettre}' || i || '@exemple.fr'"
    cloner("comptes_personne", f"id = '{auteur.pk}'", *bornes, id=cle(f"p{lettre}"), courriel=courriel)
    cloner("candidatures_candidature", f"id = '{modele.pk}'", *bornes,
           id=cle(lettre), reference=f"'BANC-{lettre.upper()}-' || i")  # fmt: skip
    cloner("candidatures_equipier", source, *bornes, candidature_id=cle(lettre), personne_id=cle(f"p{lettre}"))
    cloner("candidatures_section", source, *bornes, candidature_id=cle(lettre))
    executer("ANALYZE")
    return [(f"BANC-{lettre.upper()}-{rang}", f"{lettre}{rang}@exemple.fr") for rang in range(1, combien + 1)]


def ajouter_des_depots(modele, premier, dernier):
    """Copy a filed dossier: person, team, sections, structure, version, pieces, mail, journal entry.

    Each copy has its own SIREN and its own video: dossiers that all say the same are no call that anybody would see.
    """
    depot = Depot.objects.get(candidature=modele)
    partie, question = questions_par_role(depot.formulaire)["video"]
    porteur = modele.equipe()[0]
    bornes, source = (premier, dernier), f"candidature_id = '{modele.pk}'"
    cloner("comptes_personne", f"id = '{porteur.pk}'", *bornes, id=cle("p"), courriel="'banc' || i || '@exemple.fr'")
    cloner("candidatures_candidature", f"id = '{modele.pk}'", *bornes, id=cle("c"), reference="'BANC-' || i",
           titre="'Solution ' || i", denomination="'Structure ' || i")  # fmt: skip
    cloner("candidatures_equipier", source, *bornes, candidature_id=cle("c"), personne_id=cle("p"))
    cloner("candidatures_section", source, *bornes, candidature_id=cle("c"))
    cloner("candidatures_structure", f"id = {depot.structure_id}", *bornes, id="1000000 + i",
           denomination="'Structure ' || i", siren="lpad(i::text, 9, '0')", domaine="'structure' || i || '.example'")  # fmt: skip
    cloner("candidatures_depot", source, *bornes, id=cle("d"), candidature_id=cle("c"), cle=cle("k"),
           code="substr(md5('n' || i), 1, 12)", structure_id="1000000 + i", par_id=cle("p"), titre="'Solution ' || i",
           contenu=f"jsonb_set(contenu, '{{{partie},{question['code']}}}', to_jsonb('https://videos.example.org/' || i))")  # fmt: skip
    cloner(
        "candidatures_piecedeposee", f"depot_id = '{depot.pk}'", *bornes, id=cle("f", "i || ordre"), depot_id=cle("d")
    )
    executer(
        "INSERT INTO journal_entreejournal (chaine, instant, evenement, par_id, objet, faits)"
        " SELECT 'actes', horloge_instant(), 'candidature.deposee', md5('p' || i)::uuid,"
        " 'candidatures_candidature:' || md5('c' || i)::uuid, '{}' FROM generate_series(%s, %s) AS i",
        *bornes,
    )
    executer("ANALYZE")


def ouvrir_l_evaluation(jusqu_a):
    """Put the first copies before the commission; every member has declared « aucun lien »."""
    executer(
        "UPDATE candidatures_candidature c SET etat = 'en_evaluation' FROM generate_series(1, %s) AS i"
        " WHERE c.id = md5('c' || i)::uuid",
        jusqu_a,
    )
    executer(
        "INSERT INTO candidatures_declaration (candidature_id, personne_id, instant)"
        " SELECT md5('c' || i)::uuid, m.personne_id, horloge_instant()"
        " FROM generate_series(1, %s) AS i, habilitations_membre m ON CONFLICT DO NOTHING",
        jusqu_a,
    )


def noter(premier, dernier, *, sauf_membre=None):
    """Submit a grid per member on each of these dossiers, with drawn notes; 2 % out of one's field."""
    executer("SELECT setseed(0.9)")
    executer(
        "INSERT INTO evaluation_evaluation (id, candidature_id, membre_id, grille_id, depot_id, version, etat, revision,"
        " motif_de_revision, commencee_le, enregistree_le, secondes) SELECT md5('e' || i || m.id)::uuid, md5('c' || i)::uuid, m.id,"
        " g.id, md5('d' || i)::uuid, 1, 'commencee', 1, '', horloge_instant(), horloge_instant(), 1800"
        " FROM generate_series(%s, %s) AS i, habilitations_membre m, evaluation_grille g WHERE m.id IS DISTINCT FROM %s",
        premier, dernier, sauf_membre,
    )  # fmt: skip
    executer(
        "INSERT INTO evaluation_note (evaluation_id, critere_id, sous_critere_id, valeur, est_hors_competence, commentaire)"
        " SELECT e.id, c.id, s.id, CASE WHEN hors THEN NULL ELSE floor(random() * 6) END, hors, ''"
        " FROM evaluation_evaluation e CROSS JOIN evaluation_critere c"
        " LEFT JOIN evaluation_souscritere s ON s.critere_id = c.id"
        " CROSS JOIN LATERAL (SELECT random() < 0.02 AND e.id IS NOT NULL AND c.id IS NOT NULL AS hors) AS tirage"
        " WHERE NOT EXISTS (SELECT FROM evaluation_note n WHERE n.evaluation_id = e.id)"
    )
    executer(
        "UPDATE evaluation_evaluation e SET etat = 'soumise', soumise_le = e.enregistree_le"
        " FROM generate_series(%s, %s) AS i, habilitations_membre m WHERE e.id = md5('e' || i || m.id)::uuid",
        premier, dernier,
    )  # fmt: skip
    executer("ANALYZE")


def labelliser(edition):
    """Deliver one label, published; return it."""
    pieces = [piece["code"] for piece in edition.formulaire["pieces"] if piece["obligatoire"]]
    decision_notifiee(edition, reponses=remplir(edition), pieces=pieces, reference="BANC-LABEL")
    return delivrer(edition)[0]


def ajouter_des_labels(label, premier, dernier):
    """Copy a published label: candidature, decision, label, sheet, use cases spread over the thématiques."""
    bornes, modele = (premier, dernier), label.candidature_id
    cloner("candidatures_candidature", f"id = '{modele}'", *bornes, id=cle("l"), reference="'BANC-LABEL-' || i")
    cloner("evaluation_decision", f"candidature_id = '{modele}'", *bornes, id=cle("x"), candidature_id=cle("l"))
    cloner("catalogue_label", f"id = '{label.pk}'", *bornes, id=cle("b"), candidature_id=cle("l"),
           code="lpad(i::text, 8, '0')", solution="'Solution ' || i",
           thematique_id="(SELECT min(id) FROM editions_thematique) + i % 4")  # fmt: skip
    cloner("catalogue_fiche", f"label_id = '{label.pk}'", *bornes, id="1000000 + i", label_id=cle("b"),
           slug="'solution-' || i", titre="'Solution ' || i",
           recherche="to_tsvector('french', app_norm('Solution mot' || (i % 997) || ' ' || resume))")  # fmt: skip
    executer(
        "INSERT INTO catalogue_fiche_cas_usage (fiche_id, casusage_id) SELECT 1000000 + i, c.id"
        " FROM generate_series(%s, %s) AS i JOIN editions_casusage c"
        " ON c.thematique_id = (SELECT min(id) FROM editions_thematique) + i %% 4 AND (c.id + i) %% 3 = 0",
        *bornes,
    )
    executer("ANALYZE")
