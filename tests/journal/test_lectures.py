"""Readings: one line per person, object and quarter of an hour, in their own chain."""

from datetime import UTC, datetime, timedelta

import pytest

from amihr.journal.chaine import inscrire, inscrire_lecture
from amihr.journal.models import EntreeJournal
from tests.fabriques.comptes import PersonneFactory

pytestmark = pytest.mark.django_db
INSTANT = datetime(2026, 5, 28, 9, 0, tzinfo=UTC)


def lire(qui, objet="candidature:1", apres=timedelta(0), **faits):
    return inscrire_lecture(par=qui, objet=objet, instant=INSTANT + apres, **faits)


def test_une_seconde_lecture_avant_un_quart_d_heure_n_est_pas_inscrite():
    mona = PersonneFactory()
    assert lire(mona).seq == 1
    assert lire(mona, apres=timedelta(minutes=14, seconds=59)) is None
    assert EntreeJournal.objects.count() == 1


def test_un_quart_d_heure_apres_elle_l_est():
    mona = PersonneFactory()
    lire(mona)
    assert lire(mona, apres=timedelta(minutes=15)).seq == 2


def test_une_autre_personne_un_autre_dossier_une_autre_piece_le_sont():
    mona = PersonneFactory()
    lire(mona)
    autres = [lire(PersonneFactory()), lire(mona, objet="candidature:2"), lire(mona, vu="piece:1")]
    assert all(autres)


def test_une_lecture_deja_inscrite_ne_coute_qu_une_requete(django_assert_num_queries):
    mona = PersonneFactory()
    lire(mona)
    with django_assert_num_queries(1):
        lire(mona)


def test_les_lectures_ont_leur_propre_chaine():
    mona = PersonneFactory()
    inscrire("essai.fait", instant=INSTANT)
    assert (lire(mona).chaine, lire(mona, objet="autre:1").seq) == ("lectures", 2)
