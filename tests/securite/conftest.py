"""The world of the access table and of the canaries, made once a module."""

import logging

import pytest

from amihr import horloge
from tests.securite import monde as le_monde


@pytest.fixture(scope="module")
def monde(django_db_setup, django_db_blocker):
    """Everybody and every dossier; each cell is undone before the next one."""
    logging.disable(logging.WARNING)  # thousands of refusals are expected here
    with django_db_blocker.unblock(), le_monde.annule(), horloge.a(le_monde.ENSUITE):
        yield le_monde.construire()
    logging.disable(logging.NOTSET)
