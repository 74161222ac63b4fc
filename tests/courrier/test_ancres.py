"""The journal's head leaves by mail, once a day."""

from datetime import timedelta

import pytest

from amihr.courrier.ancres import poster_les_ancres
from amihr.courrier.models import Courrier
from amihr.journal import ancres
from amihr.journal.chaine import inscrire
from tests.courrier.conftest import INSTANT, envoyer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def une_ancre(settings, tmp_path):
    settings.ANCRES_DOSSIER = tmp_path
    settings.ANCRES_COURRIELS = ["Archives@exemple.fr"]
    settings.COURRIERS = {"ancre_du_journal": "amihr.courrier.ancres.AncreDuJournal"}
    inscrire("essai.fait", instant=INSTANT)
    return ancres.ancrer(INSTANT)[0]


def test_une_adresse_retiree_des_reglages_ne_recoit_plus(puits, settings):
    poster_les_ancres(INSTANT)
    settings.ANCRES_COURRIELS = []
    envoyer()
    assert puits.recus == []


def test_l_ancre_part_avec_son_empreinte_et_sa_signature(puits, une_ancre):
    poster_les_ancres(INSTANT)
    envoyer()
    [recu] = puits.recus
    assert recu.destinataires == ["archives@exemple.fr"]
    for morceau in (une_ancre.empreinte, une_ancre.signature, une_ancre.cle_publique):
        assert morceau in recu.texte
        assert morceau in recu.html


def test_un_meme_jour_n_en_poste_qu_une_et_le_lendemain_une_autre():
    for apres in (timedelta(0), timedelta(hours=3), timedelta(days=1)):
        poster_les_ancres(INSTANT + apres)
    assert Courrier.objects.count() == 2


def test_sans_adresse_rien_ne_se_poste(settings):
    settings.ANCRES_COURRIELS = []
    poster_les_ancres(INSTANT)
    assert not Courrier.objects.exists()
