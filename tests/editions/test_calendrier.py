from datetime import UTC, datetime

import pytest

from amihr.editions.calendrier import calendrier, en_ics
from amihr.editions.models import EtapeCalendrier
from amihr.pilotage.chargement import charger

INSTANT = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def lignes(db, appel_2026):
    return en_ics(charger(appel_2026), INSTANT, "https://appel.example/calendrier/").split("\r\n")


def test_aucune_ligne_ne_depasse_75_octets(lignes):
    assert max(len(ligne.encode()) for ligne in lignes) <= 75


def test_une_periode_en_mots_n_est_pas_dans_l_agenda(lignes):
    assert sum(ligne == "BEGIN:VEVENT" for ligne in lignes) == 5


def test_la_cloture_est_a_la_minute_en_temps_universel(lignes):
    assert "DTSTART:20260511T215900Z" in lignes


def test_les_autres_jours_sont_entiers(lignes):
    assert "DTSTART;VALUE=DATE:20260603" in lignes
    assert "DTEND;VALUE=DATE:20260604" in lignes


def test_un_texte_replie_se_retrouve_entier(lignes):
    texte = "\r\n".join(lignes).replace("\r\n ", "")
    assert "salon de l’Association des Maires d’Île-de-France" in texte


@pytest.mark.parametrize(
    ("jour", "rediffusion", "attendu"),
    [
        (4, "", ("S’inscrire", "https://exemple.fr/i")),
        (3, "", ()),
        (3, "https://exemple.fr/r", ("Voir la rediffusion", "https://exemple.fr/r")),
    ],
)
def test_on_s_inscrit_jusqu_au_jour_puis_on_revoit(edition, jour, rediffusion, attendu):
    webinaire = EtapeCalendrier(
        libelle="Webinaire", jour=datetime(2026, 5, jour).date(), inscription="https://exemple.fr/i",
        rediffusion=rediffusion,
    )  # fmt: skip
    (etape,) = calendrier(edition, INSTANT, [webinaire])
    assert etape.lien == attendu
