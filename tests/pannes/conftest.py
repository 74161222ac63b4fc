"""The site that the fault tests break; a test leaves it running."""

import json
import threading

import pytest

from tests.pannes.site import Client, Site


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("pannes"))
    try:
        site.demarrer()
        yield site
    finally:
        site.arreter()


@pytest.fixture
def candidats(site):
    """`candidats(n)`: so many people with a complete draft, who have done nothing yet, and the word that stops them."""
    arret = threading.Event()

    def preparer(combien):
        prepares = json.loads(site.executer("-m", "tests.pannes.preparation", "preparer", str(combien)))
        return [Client(site.port, c["reference"], c["session"], arret) for c in prepares], arret

    yield preparer
    arret.set()
