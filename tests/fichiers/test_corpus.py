"""Each file of the corpus gets the verdict written beside it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amihr.fichiers.controle import controler
from amihr.fichiers.genres import limites_du_genre
from amihr.fichiers.refus import PHRASES
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import nombre
from tests.corpus.fabriquer import CORPUS

ADMIS = [cas for cas in CORPUS if cas.code is None]
REFUSES = [cas for cas in CORPUS if cas.code]


def examiner(corpus, cas):
    octets = (corpus / cas.identifiant).read_bytes()
    with controler(SimpleUploadedFile(cas.nom, octets), genre=cas.genre, limites=limites_du_genre(cas.genre)) as vu:
        return vu


@pytest.mark.parametrize("cas", REFUSES, ids=lambda cas: cas.identifiant)
def test_fichier_refuse_avec_sa_raison(corpus, cas):
    with pytest.raises(ActeRefuse) as refus:
        examiner(corpus, cas)
    assert refus.value.code == cas.code
    dits = {nom: nombre(dit) if isinstance(dit, int) else dit for nom, dit in refus.value.details.items()}
    assert refus.value.phrase == PHRASES[cas.code].format(**dits)


@pytest.mark.parametrize("cas", ADMIS, ids=lambda cas: cas.identifiant)
def test_fichier_admis(corpus, cas):
    vu = examiner(corpus, cas)
    assert vu.taille == (corpus / cas.identifiant).stat().st_size
    assert vu.pages or cas.genre == "video"


def test_le_corpus_compte_assez_de_fichiers_des_deux_sortes():
    assert len(CORPUS) >= 60
    assert 2 * len(ADMIS) >= len(CORPUS)
    assert len({cas.identifiant for cas in CORPUS}) == len(CORPUS)
