"""The public simulator: an example first, a clear refusal of what is no note, nothing when weights are not public."""

import pytest

from amihr import horloge
from amihr.pilotage.chargement import charger
from tests.fabriques.editions import OUVERTURE
from tests.pages import texte_de

pytestmark = pytest.mark.django_db


@pytest.fixture
def appel(db, appel_2026):
    with horloge.a(OUVERTURE.replace(day=1)):
        return charger(appel_2026, courante=True)


def test_des_poids_non_publies_n_y_paraissent_pas(client, appel):
    appel.reglages = appel.reglages | {"Q9": appel.reglages["Q9"] | {"preparation_seulement": True}}
    appel.save(update_fields=["reglages"])
    assert client.get("/criteres/simulateur/").status_code == 404
    assert "simulateur" not in client.get("/criteres/").content.decode()


def test_une_note_hors_de_l_echelle_est_refusee_et_dite(client, appel):
    page = client.get("/criteres/simulateur/?a1=9&b1=3")
    assert page.status_code == 422
    assert "Dossier A" in texte_de(page)
    assert "Résultat" not in texte_de(page)


def test_l_exemple_est_classe_sans_rien_saisir_ni_temoin(client, appel):
    page = client.get("/criteres/simulateur/")
    assert page.status_code == 200
    assert "Dossier B précède" in texte_de(page)
    assert page.cookies == {}


def test_les_notes_choisies_changent_l_ordre(client, appel):
    notes = {f"{lettre}{rang}": 5 if lettre == "c" else 1 for lettre in "abc" for rang in range(1, 9)}
    page = client.get("/criteres/simulateur/", notes)
    assert "1. Dossier C" in texte_de(page)
    assert page.content.decode().count(" selected") == 24
