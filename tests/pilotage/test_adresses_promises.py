"""Addresses that the site promises for good lead to the page that answers them."""

import pytest

from tests.fabriques.comptes import connecter


@pytest.mark.parametrize(
    ("promise", "page"), [("membres", "/region/commission/"), ("avancement", "/region/commission/affectation/")]
)
def test_une_adresse_promise_mene_a_sa_page(client, agnes, apres, promise, page):
    assert connecter(client, agnes).get(f"/region/commission/{promise}/")["Location"] == page
    assert client.get(page).status_code == 200
