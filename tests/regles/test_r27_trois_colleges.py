"""R27: a seat belongs to one of the colleges of the edition."""

import pytest

from amihr.habilitations.engagements import membres, nommer
from amihr.habilitations.models import College, Membre
from amihr.socle.refus import ActeRefuse
from tests.fabriques.editions import EditionFactory


def college(edition, code):
    return College.objects.get(edition=edition, code=code)


def test_un_college_d_une_autre_edition_est_refuse(edition, agnes, bruno):
    ailleurs = college(EditionFactory(complete=True), "experts")
    with pytest.raises(ActeRefuse, match="college"):
        nommer(edition, bruno, ailleurs, par=agnes)
    assert not Membre.objects.exists()


def test_personne_ne_siege_dans_deux_colleges(edition, agnes, bruno):
    nommer(edition, bruno, college(edition, "experts"), par=agnes)
    with pytest.raises(ActeRefuse, match="deja_membre"):
        nommer(edition, bruno, college(edition, "region"), par=agnes)


def test_les_membres_sont_ranges_par_college(edition, agnes, alice, bruno):
    nommer(edition, alice, college(edition, "region"), par=agnes)
    nommer(edition, bruno, college(edition, "experts"), par=agnes)
    assert [membre.personne for membre in membres(edition)] == [bruno, alice]
