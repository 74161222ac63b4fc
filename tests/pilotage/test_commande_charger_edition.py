from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from amihr.editions.models import Edition
from tests.fabriques.appels import RIVAGES

pytestmark = pytest.mark.django_db


def test_un_fichier_inconnu_est_refuse_avec_la_liste():
    with pytest.raises(CommandError, match="2026-ile-de-france-haute-resolution"):
        call_command("charger_edition", "inconnu")


def test_une_faute_est_dite_avec_le_nom_du_fichier_et_la_ligne(tmp_path):
    fautif = tmp_path / "fautif.yaml"
    fautif.write_text(RIVAGES.read_text().replace("annee: 2027", "annee: bientôt", 1))
    with pytest.raises(CommandError, match=r"fautif.yaml, ligne 7 : on attend un nombre entier"):
        call_command("charger_edition", str(fautif))
    assert not Edition.objects.exists()


def test_un_fichier_se_charge_et_peut_devenir_l_edition_courante(edition):
    call_command("charger_edition", str(RIVAGES), "--courante", stdout=StringIO())
    assert Edition.objects.courante().slug == "rivages-bretons-2027"
