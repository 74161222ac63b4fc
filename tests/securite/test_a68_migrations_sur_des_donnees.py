"""A-68: the last migration of a room, applied to a database that holds the data of the release before: nothing is lost."""

import json
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from amihr.journal.chaine import inscrire, verifier
from catalogue.models import Label
from tests import bases
from tests.fabriques.catalogue import PUBLIE, labelliser

NOS_SALLES = re.compile(r"(amihr|candidatures|evaluation|catalogue)\b")


def avant_la_derniere():
    """(room, the migration before its last one) of each room whose last one can be undone alone: nothing needs it."""
    graphe = MigrationLoader(None).graph
    for salle, nom in sorted(graphe.leaf_nodes()):
        noeud = graphe.node_map[salle, nom]
        precedentes = [parent.key for parent in noeud.parents if parent.key[0] == salle]
        if NOS_SALLES.match(apps.get_app_config(salle).name) and precedentes and not noeud.children:
            yield precedentes[0]


AVANT = list(avant_la_derniere())


@pytest.fixture
def base(django_db_setup, django_db_blocker):
    """A database of the test's own, with a label and all that led to it, whose owner is connected."""
    ancienne = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        nom = bases.creer()
        try:
            labelliser(titre="Canoptère")
            inscrire("essai.migration", objet="essai:1", instant=PUBLIE)
            bases.se_reconnecter(nom, settings.URL_PROPRIETAIRE)
            yield nom
        finally:
            bases.supprimer(nom)
            bases.se_reconnecter(ancienne)


def migrer(salle, etat):
    """Migrate, and say which migrations that has undone or applied."""
    plan = MigrationExecutor(connection).migration_plan([(salle, etat)])
    call_command("migrate", salle, etat, verbosity=0)
    return [str(migration) for migration, _ in plan]


def lignes():
    """{table: its rows, each as a dict of its columns}, but the list of the migrations themselves."""
    tables = set(connection.introspection.table_names()) - {"django_migrations"}
    with connection.cursor() as curseur:
        lues = {}
        for table in sorted(tables):
            curseur.execute(f'SELECT to_jsonb(t) FROM "{table}" t ')
            lues[table] = [json.loads(ligne) for (ligne,) in curseur.fetchall()]
        return lues


def perdues(avant, apres):
    """The rows of before that are not found again, whatever columns they have gained."""
    return {
        table: [ligne for ligne in anciennes if not any(ligne.items() <= neuve.items() for neuve in apres[table])]
        for table, anciennes in avant.items()
    }


@pytest.mark.parametrize(("salle", "etat"), AVANT)
def test_a68_les_lignes_d_avant_traversent_la_derniere_migration(base, salle, etat):
    feuille = MigrationExecutor(connection).loader.graph.leaf_nodes(salle)[0][1]
    assert migrer(salle, etat) == [f"{salle}.{feuille}"]
    avant = lignes()
    assert sum(len(anciennes) for anciennes in avant.values()) > 50
    assert migrer(salle, feuille) == [f"{salle}.{feuille}"]
    assert {table: manquent for table, manquent in perdues(avant, lignes()).items() if manquent} == {}
    assert verifier("actes").est_intacte


def test_a68_le_site_relit_ce_qui_a_traverse(base):
    for salle, etat in AVANT:
        migrer(salle, etat)
    call_command("migrate", verbosity=0)
    call_command("preparer_roles")
    bases.se_reconnecter(base)
    label = Label.objects.get()
    assert (label.solution, label.fiche.titre) == ("Canoptère", "Canoptère")


def test_a68_une_ligne_perdue_se_verrait():
    assert {salle for salle, _ in AVANT} >= {"candidatures", "evaluation"}
    assert perdues({"t": [{"id": 1}, {"id": 2}]}, {"t": [{"id": 1, "neuve": ""}]}) == {"t": [{"id": 2}]}
