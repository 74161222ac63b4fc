"""The mark of a backup: left by its script, kept as it is, bound in the journal."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from amihr.journal.models import EntreeJournal
from amihr.socle.models import Sauvegarde
from amihr.socle.sauvegardes import dernieres, est_ancienne
from tests.fabriques.editions import PENDANT

pytestmark = pytest.mark.django_db
EMPREINTE = "ab" * 32


def lancer(*options):
    sortie = StringIO()
    call_command("noter_sauvegarde", *options, stdout=sortie)
    return sortie.getvalue()


@pytest.mark.parametrize("empreinte", ["abc", "z" * 64, "ab" * 33])
def test_une_empreinte_qui_n_en_est_pas_une_est_refusee(empreinte):
    with pytest.raises(CommandError, match="64 chiffres"):
        lancer("--empreinte", empreinte)
    assert not Sauvegarde.objects.exists()


def test_une_marque_ne_se_change_ni_ne_s_efface(pendant):
    lancer()
    for geste in (lambda: Sauvegarde.objects.update(genre="exercice"), lambda: Sauvegarde.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            geste()


def test_la_marque_est_au_journal_avec_son_empreinte(pendant):
    assert "Sauvegarde notée" in lancer("--empreinte", EMPREINTE.upper())
    faits = EntreeJournal.objects.get(evenement="sauvegarde.notee").faits
    assert faits == {"genre": "sauvegarde", "empreinte": EMPREINTE}


def test_un_exercice_n_est_pas_une_sauvegarde(pendant):
    lancer("--exercice")
    assert dernieres(PENDANT) == {"exercice": PENDANT}


def test_jamais_notee_elle_est_ancienne():
    assert est_ancienne(None, PENDANT)
