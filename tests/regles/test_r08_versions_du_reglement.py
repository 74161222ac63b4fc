import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amihr import horloge
from amihr.editions.conduite import mettre_en_avant
from amihr.editions.models import Edition, VersionReglement
from amihr.editions.reglement import (
    creer_version,
    publier_version,
    version_a_paraitre,
    version_publiee,
    versions_publiees,
)
from tests.fabriques.editions import OUVERTURE, PENDANT

pytestmark = pytest.mark.django_db


def seconde(edition, instant=PENDANT):
    return creer_version(
        edition, texte="## Modifié", changements="Un report.", fichier=None, instant=PENDANT, publiee_le=instant
    )


def test_une_version_publiee_ne_se_modifie_pas(edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.versions_reglement.update(html="<p>Autre chose.</p>")


def test_une_version_publiee_ne_se_supprime_pas(edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        VersionReglement.objects.filter(edition=edition).delete()


def test_une_version_a_paraitre_ne_se_voit_pas(edition):
    seconde(edition, PENDANT + timedelta(days=1))
    assert version_publiee(edition, 2, PENDANT) is None


def test_avant_de_paraitre_elle_se_recrit_sous_le_meme_numero(edition, agnes):
    """Of a call that nobody knows of, nothing has been read: what the public reads first is version 1, not a correction."""
    Edition.objects.filter(pk=edition.pk).update(est_courante=False)
    veille = OUVERTURE - timedelta(days=30)
    with horloge.a(veille):
        une, autre = (
            publier_version(edition, texte=texte, changements="Les dates.", par=agnes) for texte in ("Une", "Autre")
        )
        assert [(v.numero, v.publiee_le) for v in (une, autre)] == [(1, OUVERTURE)] * 2
        assert version_a_paraitre(edition, veille).texte == "Autre"
        assert not edition.annonces.exists()
    with horloge.a(OUVERTURE):
        with pytest.raises(IntegrityError), transaction.atomic():
            VersionReglement.objects.filter(numero=1).update(texte="Deux")
        assert publier_version(edition, texte="Deux", changements="Le lieu.", par=agnes).numero == 2


def test_mise_en_avant_elle_parait_aussitot(edition, agnes):
    Edition.objects.filter(pk=edition.pk).update(est_courante=False)
    veille = OUVERTURE - timedelta(days=30)
    with horloge.a(veille):
        publier_version(edition, texte="Autre", changements="", par=agnes)
        mettre_en_avant(edition, par=agnes)
        assert version_publiee(edition, 1, veille).publiee_le == veille
        assert version_a_paraitre(edition, veille) is None


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
