"""Q13: the label is that of a solution, held by its company; a company may hold several."""

import pytest

from catalogue.models import Label
from tests.fabriques.catalogue import EditionDuCatalogue, labelliser

pytestmark = pytest.mark.django_db


def test_une_entreprise_tient_un_label_par_solution():
    edition = EditionDuCatalogue()
    for titre in ("Canoptère", "Lisière"):
        labelliser(edition, titre=titre)
    labels = Label.objects.order_by("solution")
    assert [(label.solution, label.titulaire) for label in labels] == [
        ("Canoptère", "Orthoselve SAS"),
        ("Lisière", "Orthoselve SAS"),
    ]
    assert len({label.code for label in labels}) == 2


def test_le_label_date_de_l_acte_signe():
    label = labelliser()
    assert (str(label.debut), str(label.fin)) == ("2026-05-27", "2027-05-26")
