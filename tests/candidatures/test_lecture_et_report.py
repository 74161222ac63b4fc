"""Q45: of a reading and a postponement begun together, one is refused: nothing is read that is sealed again."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from amihr.editions.conduite import reporter
from amihr.editions.models import Edition
from amihr.journal.models import Chaine, EntreeJournal
from amihr.pilotage.lectures import a_ete_lue
from candidatures.acces import Action, consulter, consulter_piece
from tests.fabriques.editions import CLOTURE
from tests.fils import attendre_qu_un_autre_attende, en_parallele, ensemble

pytestmark = pytest.mark.django_db(transaction=True)
PLUS_TARD = CLOTURE + timedelta(days=7)


def lire(agnes, candidature):
    return consulter(agnes, candidature.reference, Action.LIRE_ADMINISTRATIF)


def lire_une_piece(agnes, candidature):
    kbis = candidature.depots.get().pieces.get(emplacement="kbis")
    return consulter_piece(agnes, candidature.reference, Action.LIRE_ADMINISTRATIF, kbis.pk)


def reporter_l_appel(edition, agnes):
    return reporter(edition, cloture_le=PLUS_TARD, par=agnes, a_ete_lue=a_ete_lue)


def lectures():
    return EntreeJournal.objects.filter(chaine=Chaine.LECTURES).count()


@pytest.mark.parametrize("geste", [lire, lire_une_piece])
def test_une_lecture_commencee_pendant_un_report_n_a_pas_lieu(edition, agnes, depose, apres, geste):
    with transaction.atomic():
        Edition.objects.verrouiller(edition.pk)
        lecture = en_parallele(lambda: geste(agnes, depose))
        attendre_qu_un_autre_attende()
        Edition.objects.filter(pk=edition.pk).update(cloture_le=PLUS_TARD)
    assert isinstance(lecture(), Http404)
    assert lectures() == 0


def test_une_lecture_commencee_avant_le_report_l_empeche(edition, agnes, depose, apres):
    with transaction.atomic():
        assert lire(agnes, depose).reference == depose.reference
        report = en_parallele(lambda: reporter_l_appel(edition, agnes))
        attendre_qu_un_autre_attende()
    assert report().code == "dossiers_deja_lus"
    assert Edition.objects.get(pk=edition.pk).cloture_le == CLOTURE


@pytest.mark.parametrize("tour", range(4))
def test_lire_et_reporter_ensemble_ne_reussissent_jamais_tous_les_deux(edition, agnes, depose, apres, tour):
    lu, report = ensemble(lambda: lire(agnes, depose), lambda: reporter_l_appel(edition, agnes))
    a_lu, est_reporte = not isinstance(lu, Exception), not isinstance(report, Exception)
    assert (a_lu, est_reporte) in ((True, False), (False, True))
    assert lectures() == a_lu


def test_relire_dans_le_quart_d_heure_ne_verrouille_rien(edition, agnes, depose, apres):
    verrous = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captees:
            lire(agnes, depose)
        verrous.append([requete["sql"] for requete in captees if "advisory" in requete["sql"]])
    assert (len(verrous[0]), verrous[1]) == (2, [])
