"""A-66 and trust.md 5: the database locked, slow or away, the server stopped in an upload.

Each time: a page that says when to come back, nothing half-recorded, and the same request works afterwards.
"""

import os
import re
import signal
import socket
import time
import uuid
from contextlib import contextmanager, suppress

import psycopg
import pytest
from django.test.client import encode_multipart

from tests.corpus.documents import pdf
from tests.pannes.site import attendre, verifier_l_histoire

pytestmark = pytest.mark.pannes
GENRE = "multipart/form-data; boundary=F"


@pytest.fixture
def claire(candidats):
    """A candidate who waits longer than the server does."""
    ((claire,), _) = candidats(1)
    claire.patience = 60
    return claire


@contextmanager
def table_tenue(site, table):
    """Another session holds the whole table: nobody else reads or writes it."""
    with psycopg.connect(site.moteurs.url_postgres("amihr")) as tenant:
        tenant.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield


@contextmanager
def requetes_limitees(site, duree):
    """The web role's statements are cut after `duree`; its open connections, made before, are closed."""
    fermer = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'amihr_web'"
    site.moteurs.psql(f"ALTER ROLE amihr_web SET statement_timeout = '{duree}'; {fermer}")
    try:
        yield
    finally:
        site.moteurs.psql(f"ALTER ROLE amihr_web RESET statement_timeout; {fermer}")
        site.attendre()


def fautes(site, cause):
    """How many statements PostgreSQL has cancelled for this cause since it was made."""
    return (site.moteurs.fichiers / "postgres.log").read_text().count(f"canceling statement due to {cause}")


def essayer(client, champs, cle):
    """Post the filing; returns the status, how long to wait, and the page."""
    statut, entetes, page = client.envoyer(champs, cle)
    return statut, entetes["Retry-After"], page


def gardes(site, claire, requete):
    """What the database says of her candidature, one line each."""
    suite = f"JOIN candidatures_candidature c ON c.id = candidature_id WHERE reference = '{claire.reference}'"
    return site.moteurs.psql(f"{requete} {suite}", base="amihr").split()


def versions(site, claire):
    return gardes(site, claire, "SELECT numero FROM candidatures_depot")


def kbis(site, claire):
    pieces = "SELECT f.nom FROM candidatures_piecejointe JOIN fichiers_fichier f ON f.id = fichier_id"
    return gardes(site, claire, pieces)


@pytest.mark.parametrize("cause", ["lock timeout", "statement timeout"])
def test_une_base_qui_ne_repond_pas_a_temps_le_dit_et_ne_garde_rien(site, claire, cause):
    champs, cle, avant = claire.page_de_verification(), str(uuid.uuid4()), fautes(site, cause)

    def coupee():
        """The first answers may be those of connections closed just before: not the fault that is meant."""
        return essayer(claire, champs, cle) and fautes(site, cause) > avant

    duree = "0" if cause == "lock timeout" else "50ms"
    with requetes_limitees(site, duree), table_tenue(site, "candidatures_depot"):
        statut, revenir, page = attendre(lambda: essayer(claire, champs, cle) if coupee() else None)
    assert (statut, revenir) == (503, "30")
    assert "momentanément indisponible" in page
    assert versions(site, claire) == []
    assert claire.deposer(champs, cle)
    verifier_l_histoire(site, claire.recus)


def test_sans_postgresql_chaque_page_dit_de_revenir_puis_le_meme_envoi_depose(site, claire):
    champs, cle = claire.page_de_verification(), str(uuid.uuid4())
    site.tuer_postgres()
    lecture, _, page = claire.demander("GET", "")
    statut, revenir, _ = essayer(claire, champs, cle)
    assert (lecture, statut, revenir) == (503, 503, "30")
    assert "momentanément indisponible" in page
    site.relancer()
    assert claire.deposer(champs, cle)
    assert len(claire.recus) == 1
    verifier_l_histoire(site, claire.recus)


def octets_sans_ligne(site):
    """The files of the private storage that no row names: the worker, meanwhile, may well store receipts of its own."""
    ranges = {fichier.name for fichier in (site.dossier / "fichiers").rglob("*")}
    return ranges - set(site.moteurs.psql("SELECT cle FROM fichiers_fichier", base="amihr").split())


class Pdf:
    """What encode_multipart asks of a file."""

    name, content_type = "kbis-neuf.pdf", "application/pdf"

    def read(self):
        return pdf(pages=3)


def goutte_a_goutte(site, claire, jeton, corps):
    """Send all but the end, then one byte at a time until the server has gone; returns what it answered."""
    tete = (
        f"POST /candidatures/{claire.reference}/pieces/?emplacement=kbis HTTP/1.1\r\nHost: localhost:{site.port}\r\n"
        f"Cookie: {claire.session}; csrftoken={jeton}\r\nContent-Type: {GENRE}\r\nContent-Length: {len(corps)}\r\n"
        "Expect: 100-continue\r\n\r\n"
    )
    serveur, recu = site.enfants["web"], b""
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as ligne, suppress(OSError):
        ligne.sendall(tete.encode())
        assert ligne.recv(1000).startswith(b"HTTP/1.1 100")  # somebody reads, and waits for the rest
        ligne.sendall(corps[:-500])
        os.kill(serveur.pid, signal.SIGTERM)
        for octet in corps[-500:-1]:
            ligne.sendall(bytes([octet]))
            if serveur.poll() is not None:
                break
            time.sleep(0.1)
        recu = ligne.recv(1000)
    assert serveur.wait(60) == 0  # the fault: it was asked to stop, and it stopped
    return recu


def test_a66_un_serveur_arrete_pendant_un_envoi_n_en_garde_rien_et_l_envoi_se_reprend(site, claire):
    jeton, _ = claire.page_de_verification()
    corps = encode_multipart("F", {"csrfmiddlewaretoken": jeton, "fichier": Pdf()})
    avant, perdus = sorted(kbis(site, claire)), octets_sans_ligne(site)
    recu = goutte_a_goutte(site, claire, jeton, corps)
    site.relancer()
    assert not re.search(rb"HTTP/1.1 [23]", recu)
    assert sorted(kbis(site, claire)) == avant
    attendre(lambda: octets_sans_ligne(site) <= perdus)  # a receipt being stored has its row an instant later
    statut, _, _ = claire.demander("POST", "pieces/?emplacement=kbis", corps, f"; csrftoken={jeton}", genre=GENRE)
    assert statut == 302
    assert set(kbis(site, claire)) - set(avant) == {"kbis-neuf.pdf"}
