"""R9: filing accepts the règlement and every associated document, each by its SHA-256, as shown."""

import pytest

from amihr import horloge
from amihr.editions.models import VersionReglement
from amihr.socle.refus import ActeRefuse
from candidatures.lectures import documents_a_accepter
from tests.candidatures.test_chaine import commencee, deposer  # noqa: F401 - fixture
from tests.fabriques.editions import PENDANT


def refus_de(candidature, par, **champs):
    with pytest.raises(ActeRefuse) as refus:
        deposer(candidature, par, **champs)
    return refus.value.code


def test_sans_accepter_le_reglement_rien_n_est_depose(commencee, alice):  # noqa: F811
    assert refus_de(commencee, alice, acceptation=[]) == "reglement"
    assert commencee.depots.count() == 0


def test_une_autre_empreinte_que_celle_du_reglement_est_refusee(commencee, alice):  # noqa: F811
    (montre,) = documents_a_accepter(commencee.edition, horloge.maintenant())
    assert refus_de(commencee, alice, acceptation=[montre | {"sha256": "b" * 64}]) == "reglement"


def test_une_version_publiee_entre_temps_est_a_lire_avant(commencee, alice):  # noqa: F811
    montres = documents_a_accepter(commencee.edition, horloge.maintenant())
    VersionReglement.objects.create(
        edition=commencee.edition, numero=2, publiee_le=PENDANT, sha256="c" * 64, html="<p/>"
    )
    assert refus_de(commencee, alice, acceptation=montres) == "reglement"


def test_ce_qui_est_accepte_est_garde_avec_la_version(commencee, alice):  # noqa: F811
    montres = documents_a_accepter(commencee.edition, horloge.maintenant())
    assert deposer(commencee, alice, acceptation=montres).documents_acceptes == montres
    assert [document["sha256"] for document in montres] == ["a" * 64]
