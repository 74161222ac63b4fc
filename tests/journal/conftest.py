import pytest

from tests.bases import en_proprietaire


@pytest.fixture(autouse=True)
def dossier_des_ancres(settings, tmp_path):
    """A folder of anchors for each test."""
    settings.ANCRES_DOSSIER = tmp_path / "ancres"
    return settings.ANCRES_DOSSIER


@pytest.fixture
def proprietaire(transactional_db):
    """SQL as the tables' owner, who can switch their triggers off."""
    with en_proprietaire() as connexion:
        connexion.execute("ALTER TABLE journal_entreejournal DISABLE TRIGGER USER")
        yield connexion
        connexion.execute("ALTER TABLE journal_entreejournal ENABLE ALWAYS TRIGGER journal_enchainer")
        connexion.execute("ALTER TABLE journal_entreejournal ENABLE ALWAYS TRIGGER journal_entreejournal_immuable")
