"""Counting the SQL statements of one request, and comparing two sizes."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

TAILLES = (3, 30)
# They frame a transaction and read nothing; inside of a test they are savepoints.
CADRE = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def mesurer(appel, statut=200):
    """Return (statements, response) of one call of the test client, once its status is the one expected."""
    with CaptureQueriesContext(connection) as captees:
        reponse = appel()
    assert reponse.status_code == statut
    return [requete["sql"] for requete in captees if not requete["sql"].startswith(CADRE)], reponse


def compter(client, adresse):
    """Return (statements, bytes) of a page at its second reading: the first one also journals what it reads."""
    client.get(adresse)
    requetes, reponse = mesurer(lambda: client.get(adresse))
    return len(requetes), len(reponse.content)


def aux_deux_tailles(client, adresse, ajouter):
    """Return the counts of a page with 3 then 30 rows, which it does show; `ajouter(n)` makes n more."""
    petite, grande = TAILLES
    ajouter(petite)
    peu, octets_de_peu = compter(client, adresse)
    ajouter(grande - petite)
    beaucoup, octets_de_beaucoup = compter(client, adresse)
    assert octets_de_beaucoup > octets_de_peu
    return peu, beaucoup
