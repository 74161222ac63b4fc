"""A-54: notify clicked twice, or by two agents at once: one sending."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier.models import Courrier
from amihr.habilitations.models import Public
from evaluation.actes.decision import notifier
from evaluation.actes.seance import clore
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.editions import COMMISSION, EditionFactory
from tests.fabriques.evaluation import decider, devant_la_commission, noter_tout, ouvrir_une_seance, reunir, signer
from tests.personnages import personne


def agent(edition, prenom):
    agent = personne(prenom, roles=[Role.AGENT], totp=True)
    signer_nda(agent, edition, Public.AGENT)
    return agent


@pytest.fixture
def signees(transactional_db):
    """(edition, references): two decisions that wait for their notification."""
    edition = EditionFactory(complete=True, est_courante=True)
    with horloge.a(COMMISSION):
        dossiers = devant_la_commission(edition, 2)
        gens = reunir(edition, dossiers)
        noter_tout(dossiers, gens)
        agnes = agent(edition, "Agnes")
        seance = ouvrir_une_seance(edition, gens)
        decider(seance, dossiers, agnes)
        clore(seance, par=agnes)
        signer(edition, dossiers, agnes)
        yield edition, [dossier.reference for dossier in dossiers]


def lettres():
    return Courrier.objects.filter(evenement="decision_favorable").count()


def test_a54_deux_clics_font_un_envoi(signees):
    edition, references = signees
    noor = agent(edition, "Noor")
    assert len(notifier(edition, references, par=noor, sans_voies_de_recours=True)) == 2
    assert notifier(edition, references, par=noor, sans_voies_de_recours=True) == []
    assert lettres() == 2


def test_a54_deux_agents_ensemble_font_un_envoi(signees):
    edition, references = signees
    depart, faites, echecs = Barrier(2), [], []

    def cliquer(qui):
        try:
            depart.wait(10)
            faites.append(len(notifier(edition, references, par=qui, sans_voies_de_recours=True)))
        except Exception as erreur:  # noqa: BLE001 - told to the test below
            echecs.append(erreur)
        finally:
            connection.close()

    fils = [Thread(target=cliquer, args=[agent(edition, prenom)]) for prenom in ("Noor", "Louis")]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(20)
    assert (echecs, sorted(faites), lettres()) == ([], [0, 2], 2)
