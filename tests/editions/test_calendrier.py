from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError

from amihr import horloge
from amihr.editions.calendrier import calendrier, en_ics
from amihr.editions.models import EtapeCalendrier
from amihr.pilotage.chargement import charger
from tests.pages import mots_de

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


def test_dans_l_agenda_d_un_appel_annule_ce_qui_reste_a_venir_est_annule(db, appel_2026):
    appel = charger(appel_2026)
    evenements = en_ics(appel, INSTANT, "https://appel.example/").count("BEGIN:VEVENT")
    passes = sum(etape.est_passee for etape in calendrier(appel, INSTANT) if etape.jour)
    assert "STATUS" not in en_ics(appel, INSTANT, "https://appel.example/")
    appel.annulee_le = INSTANT
    assert en_ics(appel, INSTANT, "https://appel.example/").count("STATUS:CANCELLED") == evenements - passes > 0


def test_la_cloture_d_un_appel_annule_avant_elle_n_a_jamais_lieu(client, db, appel_2026):
    """Even once its hour has passed: neither done on the page, nor confirmed in an agenda."""
    appel = charger(appel_2026, courante=True)
    appel.annulee_le = appel.cloture_le - timedelta(hours=1)
    plus_tard = appel.cloture_le + timedelta(days=1)
    (cloture,) = [etape for etape in calendrier(appel, plus_tard) if etape.repere == "cloture"]
    assert (cloture.est_passee, cloture.est_annulee) == (False, True)
    appel.save()
    with horloge.a(plus_tard):
        assert mots_de(client.get("/calendrier/")).count("Annulé avec l’appel") > 1


def test_une_cloture_a_fixer_ne_dit_plus_quelle_minute_compte(db, appel_2026):
    appel = charger(appel_2026)
    apres = appel.cloture_le + timedelta(minutes=1)
    appel.suspendue_le = appel.cloture_le - timedelta(minutes=1)
    (cloture,) = [etape for etape in calendrier(appel, apres) if etape.repere == "cloture"]
    assert (cloture.quand, cloture.precision) == ("À fixer à la reprise de l’appel", "")


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


def webinaire(jour, **heures):
    return EtapeCalendrier(libelle="Webinaire", jour=jour, inscription="https://exemple.fr/i", **heures)


AVEC_HEURES = {"heure": time(11), "heure_de_fin": time(12, 30)}


@pytest.mark.parametrize(
    ("jour", "heures", "quand", "bornes"),
    [
        (
            date(2026, 5, 5),
            AVEC_HEURES,
            "5 mai 2026, de 11 h 00 à 12 h 30",
            ["DTSTART:20260505T090000Z", "DTEND:20260505T103000Z"],
        ),
        (date(2026, 11, 5), {"heure": time(11)}, "5 novembre 2026 à 11 h 00", ["DTSTART:20261105T100000Z"]),
        (date(2026, 5, 5), {}, "5 mai 2026", ["DTSTART;VALUE=DATE:20260505", "DTEND;VALUE=DATE:20260506"]),
    ],
)
def test_une_heure_est_celle_de_paris_en_toute_saison(edition, jour, heures, quand, bornes):
    etapes = calendrier(edition, INSTANT, [webinaire(jour, **heures)])
    assert etapes[0].quand.replace("\u00a0", " ") == quand
    lignes = en_ics(edition, INSTANT, "https://appel.example/", etapes).split("\r\n")
    assert [ligne for ligne in lignes if ligne.startswith(("DTSTART", "DTEND"))] == bornes


@pytest.mark.parametrize(
    ("heures", "a", "passee"),
    [
        (AVEC_HEURES, datetime(2026, 5, 4, 10, 29, tzinfo=UTC), False),
        (AVEC_HEURES, datetime(2026, 5, 4, 10, 30, tzinfo=UTC), True),
        ({"heure": time(11)}, datetime(2026, 5, 4, 10, 30, tzinfo=UTC), False),
        ({"heure": time(11)}, datetime(2026, 5, 4, 22, 0, tzinfo=UTC), True),
    ],
)
def test_on_rejoint_un_webinaire_jusqu_a_sa_fin_sinon_tout_le_jour(edition, heures, a, passee):
    (etape,) = calendrier(edition, a, [webinaire(date(2026, 5, 4), **heures)])
    assert (etape.est_passee, bool(etape.lien)) == (passee, not passee)


@pytest.mark.parametrize("heures", [{"heure_de_fin": time(11)}, {"heure": time(11), "heure_de_fin": time(11)}])
def test_la_base_refuse_une_fin_sans_debut_ou_avant_lui(edition, heures):
    with pytest.raises(IntegrityError, match="etape_finit_apres_son_debut"):
        EtapeCalendrier.objects.create(edition=edition, ordre=1, libelle="Webinaire", jour=date(2026, 5, 4), **heures)


def test_les_pages_disent_l_heure(client, edition, pendant):
    EtapeCalendrier.objects.create(edition=edition, ordre=1, libelle="Webinaire", jour=date(2026, 5, 5), **AVEC_HEURES)
    for adresse in ("/", "/calendrier/"):
        assert "5 mai 2026, de 11 h 00 à 12 h 30" in mots_de(client.get(adresse))
    assert b"DTEND:20260505T103000Z" in client.get("/calendrier.ics").content


def identifiants(edition, etapes):
    lignes = en_ics(edition, INSTANT, "https://appel.example/", calendrier(edition, INSTANT, etapes))
    depliees = lignes.replace("\r\n ", "").split("\r\n")
    return {
        resume.rpartition(":")[2].strip(): uid.removeprefix("UID:")
        for uid, resume in zip(
            (ligne for ligne in depliees if ligne.startswith("UID:")),
            (ligne for ligne in depliees if ligne.startswith("SUMMARY:")),
            strict=True,
        )
    }


def test_une_etape_garde_son_nom_dans_les_agendas_quand_une_autre_s_ajoute_ou_qu_elle_change_de_jour(edition):
    cloture = EtapeCalendrier(libelle="Clôture", repere="cloture")
    avant = identifiants(edition, [webinaire(date(2026, 5, 5)), cloture])
    atelier = EtapeCalendrier(libelle="Atelier", jour=date(2026, 5, 4))
    apres = identifiants(
        edition, [atelier, EtapeCalendrier(libelle="Fin", repere="cloture"), webinaire(date(2026, 5, 6))]
    )
    assert (apres["Webinaire"], apres["Fin"]) == (avant["Webinaire"], avant["Clôture"])
    assert len(set(apres.values())) == 3


def test_deux_etapes_du_meme_nom_ont_deux_identifiants(edition):
    lignes = en_ics(edition, INSTANT, "https://appel.example/", calendrier(
        edition, INSTANT, [webinaire(date(2026, 5, 5)), webinaire(date(2026, 5, 6))]
    ))  # fmt: skip
    assert len({ligne for ligne in lignes.split("\r\n") if ligne.startswith("UID:")}) == 2
