"""Which files are foreseen: the documents of what the commission is about to read, last version, once the seal is lifted."""

import pytest

from amihr.fichiers.models import Dessin
from candidatures.actes.pages import prevoir_les_pages
from candidatures.models import Etat
from tests.fabriques.candidatures import CandidatureFactory, FichierFactory, figer
from tests.fabriques.editions import APRES, PENDANT

PIECES = ["kbis", "memoire", "annexe"]


@pytest.fixture
def admis(edition):
    dossier = CandidatureFactory(edition=edition, etat="eligible", pieces=PIECES)
    for piece in dossier.pieces.select_related("fichier").order_by("pk"):
        type(piece.fichier).objects.filter(pk=piece.fichier_id).update(genre=piece.emplacement)
    return dossier


def prevus(dossier):
    lignes = dossier.pieces.filter(fichier__in=Dessin.objects.values("fichier"))
    return sorted(lignes.values_list("emplacement", flat=True))


def test_rien_n_est_prevu_avant_la_cloture(admis):
    assert prevoir_les_pages(PENDANT) == 0


@pytest.mark.parametrize("etat", [Etat.DEPOSEE, Etat.RECEVABLE, Etat.INELIGIBLE, Etat.RETIREE, Etat.LABELLISEE])
def test_rien_n_est_prevu_de_ce_que_la_commission_ne_va_pas_lire(admis, etat):
    type(admis).objects.filter(pk=admis.pk).update(etat=etat)
    assert prevoir_les_pages(APRES) == 0


def test_les_documents_techniques_sont_prevus_une_fois_et_les_autres_attendent_un_lecteur(admis):
    assert [prevoir_les_pages(APRES) for _ in range(2)] == [2, 0]
    assert prevus(admis) == ["annexe", "memoire"]
    assert not Dessin.objects.filter(est_lu=True).exists()


def test_une_version_remplacee_n_est_pas_prevue(admis):
    ancienne = admis.pieces.get(emplacement="annexe")
    nouvelle = FichierFactory(genre="annexe")
    type(ancienne).objects.filter(pk=ancienne.pk).update(fichier=nouvelle)
    figer(admis)
    assert prevoir_les_pages(APRES) == 2
    assert not Dessin.objects.filter(fichier=ancienne.fichier_id).exists()
