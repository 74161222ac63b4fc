"""A page whose total comes with its rows says the same as Django's own, whatever is asked for."""

import pytest
from django.core.paginator import Paginator

from amihr.socle.pages import page_comptee
from candidatures.models import Candidature
from tests.fabriques.candidatures import CandidatureFactory


@pytest.mark.parametrize("combien", [0, 1, 4, 5])
@pytest.mark.parametrize("numero", [None, "", "1", "2", "3", "99", "0", "-1", "abc", "²", "9" * 30])
def test_elle_dit_comme_celle_de_django(edition, combien, numero):
    CandidatureFactory.create_batch(combien, edition=edition)
    lot = Candidature.objects.order_by("reference")
    page, attendue = page_comptee(lot, numero, 2), Paginator(lot, 2).get_page(numero)
    assert list(page.object_list) == list(attendue.object_list)
    assert (page.number, page.paginator.count) == (attendue.number, attendue.paginator.count)
    assert (page.has_next(), page.has_previous()) == (attendue.has_next(), attendue.has_previous())


def test_elle_se_lit_en_une_requete(edition, django_assert_num_queries):
    CandidatureFactory.create_batch(3, edition=edition)
    with django_assert_num_queries(1):
        page = page_comptee(Candidature.objects.order_by("reference"), "2", 2)
        assert (len(page.object_list), page.paginator.num_pages) == (1, 2)
