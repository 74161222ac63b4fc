"""The page of what changes between two versions, or since the last one."""

import pytest

from candidatures.actes import saisie
from candidatures.models import PieceJointe
from tests.candidatures.gestes import deposer
from tests.fabriques.candidatures import FichierFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT


@pytest.fixture
def deux_versions(dossier, alice, pendant):
    deposer(dossier, alice)
    saisie.enregistrer(dossier, "solution", {"titre": "Canoptère second"}, par=alice, revision=1)
    PieceJointe.objects.filter(candidature=dossier, emplacement="kbis").update(retiree_le=PENDANT)
    PieceJointe.objects.create(
        candidature=dossier, emplacement="kbis", fichier=FichierFactory(nom="neuf.pdf"), par=alice, jointe_le=PENDANT
    )
    deposer(dossier, alice)
    return dossier


def lire(client, dossier, suite, avec=""):
    page = client.get(f"/candidatures/{dossier.reference}/{suite}", {"avec": avec} if avec else {})
    return page.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("avec", ["3", "0", "x", "-1", "1 OR 1"])
def test_une_version_qui_n_existe_pas_est_absente(client, alice, deux_versions, avec):
    connecter(client, alice)
    adresse = f"/candidatures/{deux_versions.reference}/depots/2/differences/"
    assert client.get(adresse, {"avec": avec}).status_code == 404
    assert client.get(adresse.replace("/2/", "/9/")).status_code == 404


@pytest.mark.parametrize(("numero", "avec"), [(2, "1"), (1, "2")])
def test_le_plus_ancien_est_toujours_compare_au_plus_recent(client, alice, deux_versions, numero, avec):
    page = lire(connecter(client, alice), deux_versions, f"depots/{numero}/differences/", avec)
    assert "Ce qui change de la version 1 à la version 2" in page
    assert "ajouté : </span> second<span" in page
    assert "neuf.pdf" in page
    assert page.count("SHA-256") == 2


def test_le_brouillon_identique_ne_montre_rien(client, alice, deux_versions):
    page = lire(connecter(client, alice), deux_versions, "depots/2/differences/")
    assert "Rien ne change : mêmes réponses, mêmes fichiers." in page


def test_la_page_de_verification_mene_a_ce_qui_change(client, alice, deux_versions):
    lien = "Ce qui change depuis la version 2"
    assert lien not in lire(connecter(client, alice), deux_versions, "verification/")
    saisie.enregistrer(deux_versions, "solution", {"titre": "Tiers <b>"}, par=alice, revision=2)
    assert lien in lire(client, deux_versions, "verification/")
    assert "Tiers &lt;b&gt;" in lire(client, deux_versions, "depots/2/differences/")


def test_l_historique_mene_a_chaque_difference(client, alice, deux_versions):
    page = lire(connecter(client, alice), deux_versions, "historique/")
    assert "depots/2/differences/?avec=1" in page
    assert "Ce qui change de la version 2 au brouillon" in page
