"""What beat does: twice, late, or not at all, the result is the same."""

import pytest

from amihr import horloge
from amihr.courrier.models import Courrier
from catalogue.models import Label, MacaronProduit
from catalogue.tasks import annoncer_labels, delivrer_labels
from tests.fabriques.catalogue import PENDANT_LE_LABEL, EditionDuCatalogue, decision_notifiee

pytestmark = pytest.mark.django_db


def test_sans_rien_de_du_rien_ne_se_fait():
    delivrer_labels()
    annoncer_labels()
    assert (Label.objects.count(), Courrier.objects.count()) == (0, 0)


def test_en_retard_ou_deux_fois_chaque_chose_se_fait_une_fois():
    decision_notifiee(EditionDuCatalogue())
    with horloge.a(PENDANT_LE_LABEL):
        for _ in range(2):
            delivrer_labels()
            annoncer_labels()
    assert (Label.objects.count(), MacaronProduit.objects.count()) == (1, 3)
    assert Courrier.objects.filter(evenement="label_publie").count() == 1
