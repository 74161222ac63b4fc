"""What the banner says in each state of the call."""

from datetime import UTC, datetime, timedelta

import pytest

from amihr.editions.echeance import echeance, phrase_publique
from amihr.editions.models import Edition

CLOTURE = datetime(2026, 5, 11, 22, tzinfo=UTC)


@pytest.fixture
def edition():
    return Edition(ouverture_le=datetime(2026, 4, 6, 22, tzinfo=UTC), cloture_le=CLOTURE)


def dire(edition, **avant):
    etat, fort, suite = phrase_publique(edition, CLOTURE - timedelta(**avant))
    return etat, fort.replace("\u00a0", " "), suite.replace("\u00a0", " ")


def test_ferme_a_la_borne_et_pas_avant(edition):
    assert dire(edition, microseconds=1)[0] == "proche"
    assert dire(edition) == ("clos", "L’appel est clos depuis le 11 mai 2026 à 23 h 59", "(heure de Paris)")


def test_ouvert_dit_la_derniere_minute_et_le_temps_restant(edition):
    attendu = "L’appel est ouvert jusqu’au 11 mai 2026 à 23 h 59"
    assert dire(edition, days=7) == ("", attendu, "(heure de Paris), clôture dans 6 jours")


@pytest.mark.parametrize(("heures", "etat"), [(25, ""), (24, "proche"), (1, "proche")])
def test_les_dernieres_24_heures_changent_d_aspect(edition, heures, etat):
    assert dire(edition, hours=heures)[0] == etat


def test_avant_l_ouverture_le_bandeau_l_annonce(edition):
    assert dire(edition, days=40)[1] == "L’appel ouvre le 7 avril 2026 à 0 h 00"


def test_suspendu_puis_annule_l_emportent_sur_les_dates(edition):
    edition.suspendue_le = CLOTURE - timedelta(days=3)
    assert dire(edition, days=1)[0] == "suspendu"
    edition.annulee_le = CLOTURE - timedelta(days=2)
    assert dire(edition, days=1)[1] == "L’appel a été annulé le 10 mai 2026"


@pytest.mark.parametrize(
    ("avant", "reste"),
    [
        ({"seconds": 601}, "10 minutes"),
        ({"minutes": 10}, "10 minutes 0 seconde"),
        ({"minutes": 2}, "2 minutes 0 seconde"),
        ({"seconds": 119}, "1 minute 59 secondes"),
        ({"hours": 24}, "1 jour"),
        ({"hours": 23}, "23 heures"),
        ({"seconds": 59}, "59 secondes"),
        ({"seconds": 1}, "1 seconde"),
    ],
)
def test_le_temps_restant_va_jusqu_a_la_borne(edition, avant, reste):
    assert dire(edition, **avant)[2].endswith(f"clôture dans {reste}")


def test_la_page_sait_quand_la_phrase_changera(edition):
    instants = [edition.ouverture_le - timedelta(days=1), CLOTURE - timedelta(days=1), CLOTURE]
    assert [echeance(edition, instant)["change_le"] for instant in instants] == [edition.ouverture_le, CLOTURE, None]
