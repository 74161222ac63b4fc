"""A-66: the disk fills up in an upload, a receipt, an export: refused or put off, nothing by halves, done once there is room."""

import errno
from contextlib import contextmanager

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile

from amihr.courrier.models import Courrier
from amihr.fichiers.models import Fichier
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.actes.accuses import produire_les_accuses
from candidatures.models import Depot, PieceJointe
from evaluation.actes.demande_d_export import demander
from evaluation.actes.exports import produire_les_exports
from evaluation.models import Export
from tests.candidatures.gestes import deposer
from tests.corpus import documents
from tests.evaluation.test_exports import agnes  # noqa: F401 - fixture
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION, PENDANT
from tests.fichiers.conftest import rangement_prive  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def plein(rangement_prive, monkeypatch):  # noqa: F811
    """`with plein() as essais:` the disk takes 100 bytes of a file, then no more; each attempt is noted."""

    @contextmanager
    def remplir():
        essais = []

        def ecrire_un_peu(stockage, nom, contenu, max_length=None):
            essais.append(nom)
            (rangement_prive / nom).write_bytes(contenu.read(100))
            raise OSError(errno.ENOSPC, "plus de place")

        with monkeypatch.context() as disque:
            disque.setattr(FileSystemStorage, "save", ecrire_un_peu)
            yield essais
        assert essais, "rien n’a été écrit : le disque plein n’a pas été éprouvé"
        assert [chemin for chemin in rangement_prive.iterdir() if chemin.name in essais] == []

    return remplir


def test_a66_un_envoi_est_refuse_avec_sa_raison_puis_repris(client, alice, dossier, pendant, plein):
    def envoyer():
        fichier = SimpleUploadedFile("kbis-neuf.pdf", documents.pdf())
        return client.post(f"/candidatures/{dossier.reference}/pieces/?emplacement=kbis", {"fichier": fichier})

    connecter(client, alice)
    neuves = PieceJointe.objects.filter(fichier__nom="kbis-neuf.pdf", retiree_le=None)
    with plein():
        refus = envoyer()
    assert (refus.status_code, neuves.count(), Fichier.objects.filter(nom="kbis-neuf.pdf").count()) == (422, 0, 0)
    assert ActeRefuse("stockage_indisponible").phrase in refus.content.decode()
    assert (envoyer().status_code, neuves.count()) == (302, 1)


def test_a66_un_accuse_attend_la_place_et_le_depot_compte(alice, dossier, pendant, plein):
    depot = deposer(dossier, alice)
    with plein():
        assert produire_les_accuses(PENDANT) == 0
    attendus = Depot.objects.filter(pk=depot.pk, accuse=None)
    assert (attendus.count(), Courrier.objects.filter(evenement="accuse_de_depot").count()) == (1, 1)
    assert produire_les_accuses(PENDANT) == 1
    assert attendus.count() == 0


@pytest.mark.django_db(transaction=True)  # its snapshot is a transaction of its own
def test_a66_un_export_attend_la_place(agnes, plein):  # noqa: F811
    export = demander(agnes.edition, "csv", par=agnes)
    with plein():
        assert produire_les_exports(COMMISSION) == 0
    assert Export.objects.get(pk=export.pk).fichier is None
    assert EntreeJournal.objects.filter(evenement="export.produit").count() == 0
    assert produire_les_exports(COMMISSION) == 1
