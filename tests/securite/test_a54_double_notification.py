"""A-54: notify clicked twice, or by two agents at once: one sending."""

from functools import partial

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier.models import Courrier
from amihr.habilitations.models import Public
from evaluation.actes.decision import notifier
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.editions import COMMISSION, EditionFactory
from tests.fabriques.evaluation import signer, tenir_une_seance
from tests.fils import ensemble
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
        agnes = agent(edition, "Agnes")
        dossiers = tenir_une_seance(edition, agnes, 2)
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
    agents = [agent(edition, prenom) for prenom in ("Noor", "Louis")]
    issues = ensemble(*[partial(notifier, edition, references, par=qui, sans_voies_de_recours=True) for qui in agents])
    assert (sorted(map(len, issues)), lettres()) == ([0, 2], 2)
