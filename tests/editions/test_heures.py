"""The hours that the public reads are those of the dates, wherever a sentence says them."""

from datetime import UTC, date, datetime, time

import pytest

from amihr import horloge
from amihr.editions import dates
from amihr.editions.appel import lire_texte
from amihr.editions.erreurs import AppelInvalide
from amihr.editions.heures import dire, heures_de
from amihr.editions.models import Edition
from amihr.pilotage.chargement import charger
from amihr.pilotage.fichier import document, en_yaml
from tests.pages import mots_de

PENDANT = datetime(2026, 5, 4, 8, tzinfo=UTC)
MIDI = dates.cloture_du(date(2026, 12, 10), time(12))
DIX_HEURES = dates.ouverture_du(date(2026, 4, 7), time(10))


@pytest.fixture
def appel(db, appel_2026):
    with horloge.a(PENDANT):
        return charger(appel_2026)


def lire(client, *adresses):
    with horloge.a(PENDANT):
        return [client.get(adresse) for adresse in adresses]


def dates_de(appel, **champs):
    Edition.objects.filter(pk=appel.pk).update(est_courante=True, **champs)


def test_une_cloture_a_midi_se_dit_a_midi_partout(client, appel):
    dates_de(appel, cloture_le=MIDI)
    calendrier, reglement, agenda = lire(client, "/calendrier/", "/reglement/", "/calendrier.ics")
    depliee = agenda.content.decode().replace("\r\n ", "").replace("\u00a0", " ").replace("\\,", ",")
    attendu = "La minute de 12 h 00 compte en entier. À 12 h 01, le dépôt n’est plus possible."
    assert (attendu in mots_de(calendrier), attendu in depliee) == (True, True)
    assert "Le dépôt est refusé à partir de 12 h 01, heure de Paris." in mots_de(reglement)
    for page in (mots_de(calendrier), mots_de(reglement), depliee):
        assert ("minute de 23 h 59" in page, "00 h 00" in page) == (False, False)


def test_une_ouverture_a_dix_heures_se_dit_partout(client, appel):
    dates_de(appel, ouverture_le=DIX_HEURES)
    calendrier, reglement, agenda = lire(client, "/calendrier/", "/reglement/", "/calendrier.ics")
    assert "7 avril 2026 à 10 h 00" in mots_de(calendrier)
    assert "L’appel ouvre à 10 h 00, heure de Paris." in mots_de(reglement)
    assert b"DTSTART:20260407T080000Z" in agenda.content


def test_une_ouverture_a_minuit_reste_un_jour_entier(client, appel):
    dates_de(appel)
    (agenda,) = lire(client, "/calendrier.ics")
    assert b"DTSTART;VALUE=DATE:20260407" in agenda.content


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("À {derniere_minute}, puis {premier_refus}.", "À 12 h 00, puis 12 h 01."),
        ("Dès {ouverture}.", "Dès 10 h 00."),
        ("Sans heure {autre}.", "Sans heure {autre}."),
    ],
)
def test_les_mots_deviennent_les_heures(texte, dit):
    assert dire(texte, Edition(ouverture_le=DIX_HEURES, cloture_le=MIDI)).replace("\u00a0", " ") == dit


def test_une_phrase_peut_citer_les_trois_heures_des_dates():
    assert heures_de(DIX_HEURES, MIDI) == {time(10), time(12), time(12, 1)}


@pytest.mark.parametrize("ou", ["calendrier", "Q1", "Q24"])
def test_un_mot_que_rien_ne_remplace_est_refuse(appel, ou):
    ecrit = document(appel)
    if ou == "calendrier":
        ecrit["calendrier"][1]["precision"] = "À {minuit}."
    else:
        ecrit["reglages"][ou]["mention"] = "À {minuit}."
    with pytest.raises(AppelInvalide, match=r"\{minuit\}"):
        lire_texte(en_yaml(ecrit))
