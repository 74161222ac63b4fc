"""Q38: a change of the règlement after a filing is told to every team, with proof; nothing filed is undone."""

import pytest

from amihr import horloge
from amihr.courrier.models import Courrier
from amihr.editions.models import Annonce
from amihr.editions.reglement import publier_version
from candidatures.actes.annonces import diffuser_les_annonces
from candidatures.models import Etat
from tests.candidatures.gestes import deposer

pytestmark = pytest.mark.django_db


@pytest.fixture
def depose(dossier, alice, pendant):
    return deposer(dossier, alice)


@pytest.fixture
def version(depose, edition, agnes):
    nouvelle = publier_version(edition, texte="Un autre texte.", changements="Le contact.", par=agnes)
    diffuser_les_annonces(horloge.maintenant())
    return nouvelle


def test_ce_qui_est_depose_reste_depose(version, depose, dossier):
    dossier.refresh_from_db()
    assert dossier.etat == Etat.DEPOSEE
    assert version.numero not in [document["version"] for document in depose.documents_acceptes]


def test_chaque_equipe_est_prevenue_et_la_preuve_est_gardee(version, depose):
    annonce = Annonce.objects.get(version=version)
    assert (annonce.destinataires, annonce.diffusee_le is not None) == (1, True)
    courrier = Courrier.objects.get(evenement="annonce_reglement")
    assert (courrier.destinataire, courrier.objet) == ("alice@exemple.fr", f"editions_annonce:{annonce.pk}")
