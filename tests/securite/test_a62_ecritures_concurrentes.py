"""A-62: two concurrent journal writes make one chain."""

from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import transaction

from amihr.journal.chaine import inscrire, inscrire_lecture, verifier
from amihr.journal.models import EntreeJournal
from tests.fils import ensemble

INSTANT = datetime(2026, 5, 11, 21, 59, tzinfo=UTC)
FILS, LIGNES = 6, 20


@pytest.mark.django_db(transaction=True)
def test_a62_des_ecritures_simultanees_font_une_seule_chaine_sans_trou():
    def ecrire(rang):
        for numero in range(LIGNES):
            with transaction.atomic():
                inscrire("essai.fait", objet=f"fil{rang}:{numero}", instant=INSTANT)

    assert ensemble(*[partial(ecrire, rang) for rang in range(FILS)]) == [None] * FILS
    numeros = list(EntreeJournal.objects.order_by("seq").values_list("seq", flat=True))
    assert numeros == list(range(1, FILS * LIGNES + 1))
    assert verifier("actes").est_intacte


@pytest.mark.django_db(transaction=True)
def test_a62_une_lecture_repetee_au_meme_moment_ne_s_inscrit_qu_une_fois():
    lire = partial(inscrire_lecture, par=None, objet="candidature:1", instant=INSTANT)
    assert ensemble(*[lire] * FILS).count(None) == FILS - 1
    assert EntreeJournal.objects.filter(chaine="lectures").count() == 1
