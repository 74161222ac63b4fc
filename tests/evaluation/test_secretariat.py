"""An agent who sits is a member: no way round it by giving back one's seat, nor by taking one after having read (A-19)."""

import pytest

from amihr.habilitations.engagements import nommer, retirer_membre
from amihr.habilitations.models import Membre
from amihr.socle.refus import ActeRefuse
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import devant_la_commission, reunir

PREPARER = "/region/seances/preparer/"


@pytest.fixture
def college(edition):
    return edition.colleges.first()


def test_personne_ne_se_donne_un_siege_ni_ne_se_le_retire(edition, agnes, hugo, college, jour_j):
    with pytest.raises(ActeRefuse, match="siege_par_soi"):
        nommer(edition, agnes, college, par=agnes)
    siege = hugo.sieges.get(retire_le=None)
    with pytest.raises(ActeRefuse, match="siege_par_soi"):
        retirer_membre(siege, par=hugo)
    assert Membre.objects.en_fonction().filter(pk=siege.pk).exists()


def test_qui_a_lu_les_notes_de_tous_au_secretariat_ne_siege_plus(client, edition, agnes, hugo, college, jour_j):
    dossiers = devant_la_commission(edition, 1)
    reunir(edition, dossiers, combien=2)
    assert connecter(client, agnes).get(PREPARER).status_code == 200
    with pytest.raises(ActeRefuse, match="siege_apres_les_notes"):
        nommer(edition, agnes, college, par=hugo)


def test_un_siege_rendu_ne_se_reprend_pas_apres_avoir_lu(client, edition, agnes, hugo, college, jour_j):
    dossiers = devant_la_commission(edition, 1)
    reunir(edition, dossiers, combien=2)
    assert connecter(client, hugo).get(PREPARER).status_code == 404
    retirer_membre(hugo.sieges.get(retire_le=None), par=agnes)
    assert nommer(edition, hugo, college, par=agnes)
    retirer_membre(hugo.sieges.get(retire_le=None), par=agnes)
    assert client.get(PREPARER).status_code == 200
    with pytest.raises(ActeRefuse, match="siege_apres_les_notes"):
        nommer(edition, hugo, college, par=agnes)


def test_la_page_ne_propose_pas_de_se_retirer_soi_meme(client, edition, hugo, mona, jour_j):
    page = connecter(client, hugo).get("/region/commission/").content.decode()
    sien, autre = hugo.sieges.get(retire_le=None), mona.sieges.get()
    assert (f"/{sien.pk}/retirer/" in page, f"/{autre.pk}/retirer/" in page) == (False, True)
