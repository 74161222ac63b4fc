"""The screen of the closing: numbers, causes, gaps; nothing else, and to nobody else."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.pilotage.cloture import fonctionnement
from amihr.socle.battements import battre, interruptions, oublier_les_anciens
from amihr.socle.models import Battement
from candidatures.actes.depot import consigner_tentative
from tests.candidatures.gestes import deposer
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CLOTURE, PENDANT
from tests.pages import texte_de

pytestmark = pytest.mark.django_db
ADRESSE = "/region/cloture/"
MINUTE = timedelta(minutes=1)


def battements(debut, fin, sauf=()):
    combien = int((fin - debut) / MINUTE)
    minutes = {debut + rang * MINUTE for rang in range(combien + 1)} - set(sauf)
    Battement.objects.bulk_create(Battement(minute=minute) for minute in sorted(minutes))


def test_ni_candidat_ni_membre_ne_la_trouve(client, edition, alice, mona, pendant):
    assert [connecter(client, qui).get(ADRESSE).status_code for qui in (alice, mona)] == [404, 404]


def test_les_nombres_sans_aucun_nom(client, edition, agnes, alice, dossier, pendant):
    deposer(dossier, alice)
    consigner_tentative(dossier, par=alice, geste="deposer", cause="cloture")
    consigner_tentative(dossier, par=alice, geste="joindre", cause="fichier_mot_de_passe")
    page = texte_de(connecter(client, agnes).get(ADRESSE))
    assert "Après la clôture" in page
    assert "Fichier refusé par les contrôles" in page
    assert [nom in page for nom in (dossier.reference, dossier.titre, alice.nom_complet)] == [False] * 3


def test_un_depot_de_plus_d_une_heure_n_est_pas_de_la_derniere_heure(client, edition, agnes, alice, dossier):
    with horloge.a(PENDANT):
        deposer(dossier, alice)
    with horloge.a(PENDANT + timedelta(minutes=61)):
        assert "Aucun dépôt dans la dernière heure" in texte_de(connecter(client, agnes).get(ADRESSE))


def test_l_administrateur_voit_la_machine_sans_les_nombres(client, edition, adam, pendant):
    page = texte_de(connecter(client, adam).get(ADRESSE))
    assert ("Travail en attente" in page, "Dépôts de la dernière heure" in page) == (True, False)


def test_sans_battement_rien_n_est_affirme(client, edition, agnes, pendant):
    assert "n’a encore rien noté" in texte_de(connecter(client, agnes).get(ADRESSE))


def test_une_minute_manquee_n_est_pas_une_interruption():
    battements(PENDANT, PENDANT + 10 * MINUTE, sauf=[PENDANT + 4 * MINUTE])
    assert interruptions(PENDANT, PENDANT + 10 * MINUTE) == []


def test_trois_minutes_sans_battement_en_sont_une():
    battements(PENDANT, PENDANT + 10 * MINUTE, sauf=[PENDANT + rang * MINUTE for rang in (4, 5)])
    assert interruptions(PENDANT, PENDANT + 10 * MINUTE) == [(PENDANT + 3 * MINUTE, PENDANT + 6 * MINUTE)]


def test_un_silence_qui_dure_encore_est_dit():
    battements(PENDANT, PENDANT + 2 * MINUTE)
    assert interruptions(PENDANT, PENDANT + 9 * MINUTE) == [(PENDANT + 2 * MINUTE, PENDANT + 9 * MINUTE)]


def test_un_silence_au_debut_de_la_periode_est_dit_si_l_on_battait_avant():
    battements(PENDANT - MINUTE, PENDANT - MINUTE)
    battements(PENDANT + 9 * MINUTE, PENDANT + 10 * MINUTE)
    assert interruptions(PENDANT, PENDANT + 10 * MINUTE) == [(PENDANT, PENDANT + 9 * MINUTE)]


def test_apres_la_cloture_le_compte_s_arrete_a_elle(edition):
    battements(CLOTURE - 10 * MINUTE, CLOTURE)
    lu = fonctionnement(edition, CLOTURE + timedelta(days=3))
    assert lu == {"depuis": CLOTURE - 10 * MINUTE, "jusqu_a": CLOTURE, "trous": []}


def test_battre_deux_fois_dans_la_minute_ne_fait_qu_une_ligne(pendant):
    battre()
    battre()
    assert Battement.objects.count() == 1


def test_les_vieux_battements_sont_oublies(pendant):
    battements(PENDANT - timedelta(days=401), PENDANT - timedelta(days=401) + MINUTE)
    battre()
    assert (oublier_les_anciens(), Battement.objects.count()) == (2, 1)
