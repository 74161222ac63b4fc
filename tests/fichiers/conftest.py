"""The corpus, kept between runs under the fingerprint of its scripts; a storage of the test's own."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from amihr.comptes.models import Personne
from tests.corpus import fabriquer


@pytest.fixture(scope="session")
def corpus():
    return fabriquer.fabriquer(settings.RACINE / "var" / "corpus" / fabriquer.empreinte())


@pytest.fixture
def rangement_prive(settings, tmp_path):
    """An empty private storage; gives its folder."""
    options = {"location": tmp_path, "base_url": None, "file_permissions_mode": 0o600}
    local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": local}
    return tmp_path


@pytest.fixture
def alice(db):
    return Personne.objects.create(courriel="alice@example.org", prenom="Alice", nom="Fictive")


@pytest.fixture
def envoi():
    """`envoi(octets, nom)` is what a form receives."""
    return lambda octets, nom="kbis.pdf": SimpleUploadedFile(nom, octets)
