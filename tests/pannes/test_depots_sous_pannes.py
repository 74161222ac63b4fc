"""A-64, A-65: clients file while the web, the worker, a backend, the postmaster or Redis are killed (trust.md 5).

What must hold is a history, as Jepsen checks one: {receipts shown} = {versions kept}, hashes match, nothing twice,
the journal is whole.
"""

import random
import time

import pytest

from tests.pannes.site import ATTENTE, attendre, verifier_l_histoire

pytestmark = pytest.mark.pannes

CLIENTS, FRAPPES = 6, 20


@pytest.fixture
def clients(candidats):
    """Candidates at work until the fixture's function is called, which returns all the receipts that they saw."""
    gens, arret = candidats(CLIENTS)
    for client in gens:
        client.start()

    def finir():
        arret.set()
        for client in gens:
            client.join(ATTENTE)
            assert not client.is_alive()
        assert [client.refus for client in gens if client.refus] == []
        return {recu for client in gens for recu in client.recus}

    return gens, finir


def deposer_encore(gens, combien):
    """Return once so many more receipts have been shown: people are filing."""
    avant = sum(len(client.recus) for client in gens)
    attendre(lambda: sum(len(client.recus) for client in gens) >= avant + combien)


def test_a65_vingt_coups_pendant_les_depots_ne_perdent_ni_ne_doublent_rien(site, clients):
    gens, finir = clients
    victimes = [
        lambda: site.tuer("web"),
        lambda: site.tuer("taches"),
        site.tuer_un_serveur_de_requetes,
        site.tuer_postgres,
    ]
    for rang in range(FRAPPES):
        deposer_encore(gens, CLIENTS)
        time.sleep(random.uniform(0, 0.3))
        victimes[rang % len(victimes)]()
        site.relancer()
    recus = finir()
    assert len(recus) > FRAPPES * CLIENTS / 2
    assert sum(client.essais for client in gens) > len(recus)  # some answers were lost, and asked for again
    verifier_l_histoire(site, recus)


def test_a64_redis_tue_et_courriels_injoignables_on_depose(site, clients):
    gens, finir = clients
    site.tuer_redis()
    deposer_encore(gens, 3 * CLIENTS)
    recus = finir()
    site.relancer()
    verifier_l_histoire(site, recus)
