"""The people of the tests, each with one edition in common."""

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public

from .fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter, signer_nda
from .fabriques.comptes import PersonneFactory
from .fabriques.editions import APRES, PENDANT, EditionFactory


def personne(prenom, **champs):
    """A person named as in the tests."""
    return PersonneFactory(prenom=prenom, courriel=f"{prenom.lower()}@exemple.fr", **champs)


@pytest.fixture
def edition(db):
    """The edition of everybody here."""
    return EditionFactory(complete=True, est_courante=True)


@pytest.fixture
def pendant(db):
    """The clock stands a week before the closing."""
    with horloge.a(PENDANT):
        yield PENDANT


@pytest.fixture
def apres(db):
    """The clock stands twelve hours after the closing."""
    with horloge.a(APRES):
        yield APRES


@pytest.fixture
def alice(db):
    """A candidate."""
    return personne("Alice")


@pytest.fixture
def bruno(db):
    """Another candidate, a rival."""
    return personne("Bruno")


@pytest.fixture
def dossier(edition, alice):
    """Alice's candidature, complete, not filed."""
    return CandidatureFactory(edition=edition, equipe=[alice])


@pytest.fixture
def depose(edition, alice):
    """Alice's candidature, filed."""
    return CandidatureFactory(edition=edition, equipe=[alice], deposee=True)


@pytest.fixture
def en_evaluation(edition, alice):
    """Alice's candidature, before the commission."""
    return CandidatureFactory(edition=edition, equipe=[alice], etat="en_evaluation")


@pytest.fixture
def mona(edition):
    """A member of the commission, who has signed."""
    mona = personne("Mona", totp=True)
    asseoir(mona, edition)
    return mona


@pytest.fixture
def mona_lit(mona, en_evaluation):
    """Mona, once she has declared « aucun lien » on Alice's dossier."""
    declarer_aucun_lien(mona, en_evaluation)
    return mona


@pytest.fixture
def marc(edition):
    """A member of the commission, who has not signed."""
    marc = personne("Marc", totp=True)
    asseoir(marc, edition, signe=False)
    return marc


@pytest.fixture
def diane(edition, en_evaluation):
    """A member of the commission, who has signed, then stepped aside from Alice's dossier."""
    diane = personne("Diane", totp=True)
    asseoir(diane, edition)
    declarer_aucun_lien(diane, en_evaluation)
    deporter(diane, en_evaluation)
    return diane


@pytest.fixture
def agnes(edition):
    """An agent of the Région, who has signed."""
    agnes = personne("Agnes", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, edition, Public.AGENT)
    return agnes


@pytest.fixture
def noor(edition):
    """Another agent, who has signed too."""
    noor = personne("Noor", nom="Diop", roles=[Role.AGENT], totp=True)
    signer_nda(noor, edition, Public.AGENT)
    return noor


@pytest.fixture
def oscar(edition):
    """The operator, who has signed."""
    oscar = personne("Oscar", roles=[Role.OPERATEUR], totp=True)
    signer_nda(oscar, edition, Public.AGENT)
    return oscar


@pytest.fixture
def hugo(edition, en_evaluation):
    """An agent who is also a member, has signed both texts and declared « aucun lien »."""
    hugo = personne("Hugo", roles=[Role.AGENT], totp=True)
    signer_nda(hugo, edition, Public.AGENT)
    asseoir(hugo, edition, college="region")
    declarer_aucun_lien(hugo, en_evaluation)
    return hugo


@pytest.fixture
def adam(db):
    """An administrator."""
    return personne("Adam", roles=[Role.ADMINISTRATEUR], totp=True)
