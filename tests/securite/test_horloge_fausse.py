"""A web server's clock a day wrong files, unseals and publishes nothing: PostgreSQL's does (T2)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from amihr import horloge
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action, acces
from catalogue.models import Label
from tests.candidatures.gestes import deposer
from tests.fabriques.catalogue import PUBLIE, labelliser
from tests.fabriques.editions import CLOTURE

UNE_SECONDE, UN_JOUR = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture(params=[-UN_JOUR, UN_JOUR], ids=["un jour de retard", "un jour d’avance"])
def serveur_faux(request):
    """Python's clock, that far from the closing; the database's own is untouched."""
    faux = CLOTURE + request.param
    with time_machine.travel(faux, tick=True):
        assert abs(datetime.now(UTC) - faux) < timedelta(minutes=1)  # noqa: TID251 - the clock that lies
        yield


@pytest.mark.django_db
def test_le_depot_suit_l_horloge_de_la_base(serveur_faux, dossier, alice):
    with horloge.a(CLOTURE - UNE_SECONDE):
        assert deposer(dossier, alice).depose_le == CLOTURE - UNE_SECONDE
    with horloge.a(CLOTURE), pytest.raises(ActeRefuse):
        deposer(dossier, alice)


@pytest.mark.django_db
def test_le_sceau_suit_l_horloge_de_la_base(serveur_faux, agnes, depose):
    with horloge.a(CLOTURE):
        assert not acces(agnes, depose, Action.LIRE_ADMINISTRATIF)
    with horloge.a(CLOTURE + timedelta(minutes=1)):
        assert acces(agnes, depose, Action.LIRE_ADMINISTRATIF)


@pytest.mark.django_db
def test_la_publication_suit_l_horloge_de_la_base(serveur_faux):
    label = labelliser()
    with horloge.a(PUBLIE - UNE_SECONDE):
        assert not Label.objects.publies(horloge.maintenant()).exists()
    with horloge.a(PUBLIE):
        assert Label.objects.publies(horloge.maintenant()).get() == label
