import pytest

from amihr.editions.reglement import publier_version
from amihr.socle.refus import ActeRefuse

pytestmark = pytest.mark.django_db


def test_une_modification_sans_explication_est_refusee(edition, agnes):
    with pytest.raises(ActeRefuse, match="reglement_sans_changements"):
        publier_version(edition, texte="## Nouveau", changements=" ", par=agnes)


def test_un_reglement_vide_est_refuse(edition, agnes):
    with pytest.raises(ActeRefuse, match="reglement_vide"):
        publier_version(edition, texte=" ", changements="Tout.", par=agnes)


def test_une_modification_est_une_version_de_plus(edition, agnes):
    version = publier_version(edition, texte="## Nouveau", changements="La date de clôture.", par=agnes)
    assert version.numero == 2
    assert edition.versions_reglement.count() == 2
