import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amihr.editions.models import VersionReglement
from amihr.editions.reglement import creer_version, version_publiee, versions_publiees
from tests.fabriques.editions import PENDANT

pytestmark = pytest.mark.django_db


def seconde(edition, instant=PENDANT):
    return creer_version(edition, texte="## Modifié", changements="Un report.", fichier=None, instant=instant)


def test_une_version_publiee_ne_se_modifie_pas(edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.versions_reglement.update(html="<p>Autre chose.</p>")


def test_une_version_publiee_ne_se_supprime_pas(edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        VersionReglement.objects.filter(edition=edition).delete()


def test_une_version_a_paraitre_ne_se_voit_pas(edition):
    seconde(edition, PENDANT + timedelta(days=1))
    assert version_publiee(edition, 2, PENDANT) is None


def test_l_ancienne_version_reste_a_cote_de_la_nouvelle(edition):
    seconde(edition)
    assert [version.numero for version in versions_publiees(edition, PENDANT)] == [2, 1]


def test_l_empreinte_est_celle_du_texte_publie(edition):
    version = seconde(edition)
    assert version.sha256 == hashlib.sha256(version.html.encode()).hexdigest()


def test_chaque_version_garde_son_adresse(edition, client, pendant):
    seconde(edition)
    page = client.get("/reglement/1/").content.decode()
    assert version_publiee(edition, 1, PENDANT).sha256 in page
    assert "n’est plus en vigueur" in page
