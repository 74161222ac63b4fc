"""A-62: two concurrent journal writes make one chain."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from amihr.journal.chaine import inscrire, inscrire_lecture, verifier
from amihr.journal.models import EntreeJournal

INSTANT = datetime(2026, 5, 11, 21, 59, tzinfo=UTC)
FILS, LIGNES = 6, 20


def ensemble(travail):
    """Run `travail(rang)` in threads, each with its own connection, all started together."""
    depart, fautes = Barrier(FILS), []

    def courir(rang):
        depart.wait()
        try:
            travail(rang)
        except Exception as faute:  # noqa: BLE001 - told to the test
            fautes.append(faute)
        finally:
            connection.close()

    fils = [Thread(target=courir, args=[rang]) for rang in range(FILS)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert fautes == []


@pytest.mark.django_db(transaction=True)
def test_a62_des_ecritures_simultanees_font_une_seule_chaine_sans_trou():
    def ecrire(rang):
        for numero in range(LIGNES):
            with transaction.atomic():
                inscrire("essai.fait", objet=f"fil{rang}:{numero}", instant=INSTANT)

    ensemble(ecrire)
    numeros = list(EntreeJournal.objects.order_by("seq").values_list("seq", flat=True))
    assert numeros == list(range(1, FILS * LIGNES + 1))
    assert verifier("actes").est_intacte


@pytest.mark.django_db(transaction=True)
def test_a62_une_lecture_repetee_au_meme_moment_ne_s_inscrit_qu_une_fois():
    ensemble(lambda rang: inscrire_lecture(par=None, objet="candidature:1", instant=INSTANT))
    assert EntreeJournal.objects.filter(chaine="lectures").count() == 1
