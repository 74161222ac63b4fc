"""The screen of the closing: numbers, causes, gaps; nothing else, and to nobody else."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.pilotage.cloture import fonctionnement, refus_par_cause, sauvegardes, temps_restant
from amihr.pilotage.sauvegardes import noter
from amihr.socle.battements import TRAVAIL, WEB, battre, interruptions, oublier_les_anciens, relever
from amihr.socle.models import Battement
from amihr.socle.sauvegardes import RETARD_PERMIS
from candidatures.actes.depot import consigner_tentative
from tests.candidatures.gestes import deposer
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CLOTURE, PENDANT
from tests.pages import mots_de, texte_de

pytestmark = pytest.mark.django_db
ADRESSE = "/region/cloture/"
MINUTE = timedelta(minutes=1)


def battements(debut, fin, sauf=()):
    combien = int((fin - debut) / MINUTE)
    minutes = {debut + rang * MINUTE for rang in range(combien + 1)} - set(sauf)
    Battement.objects.bulk_create(Battement(minute=minute) for minute in sorted(minutes))


def test_ni_candidat_ni_membre_ne_la_trouve(client, edition, alice, mona, pendant):
    assert [connecter(client, qui).get(ADRESSE).status_code for qui in (alice, mona)] == [404, 404]


@pytest.fixture
def veille():
    """The day before the closing."""
    with horloge.a(CLOTURE - timedelta(days=1)) as instant:
        yield instant


def test_avant_les_deux_derniers_jours_rien_n_est_compte_un_par_un(client, edition, agnes, alice, dossier):
    debut = CLOTURE - timedelta(hours=48)
    with horloge.a(debut - timedelta(seconds=1)):
        deposer(dossier, alice)
        consigner_tentative(dossier, par=alice, geste="deposer", cause="acceptation")
        page = mots_de(connecter(client, agnes).get(ADRESSE))
    assert [
        mots in page for mots in ("Acceptation non cochée", "Dépôts de la dernière heure", "tait les petits nombres")
    ] == [
        False,
        False,
        True,
    ]
    with horloge.a(debut):
        page = mots_de(connecter(client, agnes).get(ADRESSE))
    assert [
        mots in page for mots in ("Acceptation non cochée", "Dépôts de la dernière heure", "tait les petits nombres")
    ] == [
        True,
        True,
        False,
    ]


def test_les_nombres_sans_aucun_nom(client, edition, agnes, alice, dossier, veille):
    deposer(dossier, alice)
    consigner_tentative(dossier, par=alice, geste="deposer", cause="cloture")
    consigner_tentative(dossier, par=alice, geste="joindre", cause="fichier_mot_de_passe")
    page = texte_de(connecter(client, agnes).get(ADRESSE))
    assert "Après la clôture" in page
    assert "Fichier refusé par les contrôles" in page
    assert [nom in page for nom in (dossier.reference, dossier.titre, alice.nom_complet)] == [False] * 3


def test_ce_qui_touche_un_complement_est_compte_a_part(client, edition, agnes, alice, dossier, veille):
    for geste, cause in [("deposer", "cloture"), ("complement", "complement_echu"), ("complement", "fichier_vide")]:
        consigner_tentative(dossier, par=alice, geste=geste, cause=cause)
    du_depot, du_complement = refus_par_cause(agnes, edition, CLOTURE)
    assert du_depot == [("Dépôt", "Après la clôture", 1)]
    assert du_complement == [
        ("Complément", "Après l’échéance", 1),
        ("Complément", "Fichier refusé par les contrôles", 1),
    ]
    page = mots_de(connecter(client, agnes).get(ADRESSE))
    avant, apres = page.split("Sur un complément, après la clôture")
    assert ("Après l’échéance" in avant, "Après l’échéance" in apres) == (False, True)


def test_un_depot_de_plus_d_une_heure_n_est_pas_de_la_derniere_heure(client, edition, agnes, alice, dossier):
    with horloge.a(CLOTURE - timedelta(hours=3)):
        deposer(dossier, alice)
    with horloge.a(CLOTURE - timedelta(hours=3) + timedelta(minutes=61)):
        assert "Aucun dépôt dans la dernière heure" in texte_de(connecter(client, agnes).get(ADRESSE))


def test_l_administrateur_voit_la_machine_sans_les_nombres(client, edition, adam, pendant):
    page = texte_de(connecter(client, adam).get(ADRESSE))
    assert ("Travail en attente" in page, "Dépôts de la dernière heure" in page) == (True, False)


def test_sans_battement_rien_n_est_affirme(client, edition, agnes, pendant):
    assert "Rien n’a encore été noté" in texte_de(connecter(client, agnes).get(ADRESSE))


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


def test_apres_la_cloture_le_compte_dure_une_heure_puis_s_arrete(edition):
    battements(CLOTURE - 10 * MINUTE, CLOTURE + 70 * MINUTE, sauf=[CLOTURE + rang * MINUTE for rang in (3, 4, 5)])
    lu = fonctionnement(edition, CLOTURE + timedelta(days=3))[TRAVAIL]
    trous = [(CLOTURE + 2 * MINUTE, CLOTURE + 6 * MINUTE)]
    assert lu == {"depuis": CLOTURE - 10 * MINUTE, "jusqu_a": CLOTURE + 60 * MINUTE, "trous": trous}


def test_une_coupure_d_apres_la_cloture_est_dite_pendant_qu_elle_dure(edition):
    battements(CLOTURE - 10 * MINUTE, CLOTURE + MINUTE)
    assert fonctionnement(edition, CLOTURE + 20 * MINUTE)[TRAVAIL]["trous"] == [
        (CLOTURE + MINUTE, CLOTURE + 20 * MINUTE)
    ]


def test_le_web_et_le_travail_ont_chacun_leur_releve(pendant):
    battre(WEB)
    assert interruptions(PENDANT - MINUTE, PENDANT) is None
    assert relever(PENDANT - MINUTE, PENDANT)[WEB] == (PENDANT.replace(second=0, microsecond=0), [])
    battre()
    assert interruptions(PENDANT - MINUTE, PENDANT) == []


@pytest.mark.parametrize(
    ("instant", "age", "ancienne"),
    [
        (PENDANT, RETARD_PERMIS, False),
        (PENDANT, RETARD_PERMIS + MINUTE, True),
        (CLOTURE - timedelta(hours=48), 30 * MINUTE, False),
        (CLOTURE - timedelta(hours=48), 31 * MINUTE, True),
        (CLOTURE + 59 * MINUTE, 31 * MINUTE, True),
        (CLOTURE + 60 * MINUTE, 31 * MINUTE, False),
    ],
)
def test_les_deux_derniers_jours_demandent_une_sauvegarde_plus_recente(edition, instant, age, ancienne):
    with horloge.a(instant - age):
        noter("sauvegarde")
    lues = {lue["libelle"]: lue["est_ancienne"] for lue in sauvegardes(edition, instant)}
    assert lues == {"Sauvegarde": ancienne, "Exercice de restauration": True}


@pytest.mark.parametrize(
    ("avant", "dit"),
    [
        (timedelta(days=1, hours=2, minutes=13, seconds=59), "1 j 2 h 13 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(seconds=59), "moins d’une minute"),
        (timedelta(microseconds=1), "moins d’une minute"),
        (timedelta(0), ""),
        (-timedelta(seconds=1), ""),
    ],
)
def test_le_temps_restant_n_est_jamais_arrondi_au_dessus(edition, avant, dit):
    assert temps_restant(edition, CLOTURE - avant).replace("\u00a0", " ") == dit


def test_elle_ne_se_recharge_que_si_on_le_demande(client, edition, agnes, pendant):
    connecter(client, agnes)
    assert ("Refresh" in client.get(ADRESSE), client.get(f"{ADRESSE}?suivre=oui")["Refresh"]) == (False, "60")


def test_apres_la_cloture_elle_montre_la_derniere_heure_de_l_appel(client, edition, agnes, alice, dossier):
    with horloge.a(CLOTURE - 59 * MINUTE):
        deposer(dossier, alice)
    with horloge.a(CLOTURE + timedelta(hours=5)):
        assert "Dépôts de la dernière heure de l’appel : 1 " in mots_de(connecter(client, agnes).get(ADRESSE))


def test_battre_deux_fois_dans_la_minute_ne_fait_qu_une_ligne(pendant):
    battre()
    battre()
    assert Battement.objects.count() == 1


def test_les_vieux_battements_sont_oublies(pendant):
    battements(PENDANT - timedelta(days=401), PENDANT - timedelta(days=401) + MINUTE)
    battre()
    assert (oublier_les_anciens(), Battement.objects.count()) == (2, 1)


def test_une_consigne_n_est_pas_montree_comme_un_numero_a_appeler(client, edition, agnes, pendant):
    connecter(client, agnes)
    edition.textes.create(code="cloture.astreinte", contenu="Avant l’ouverture, écrivez ici qui appeler.")
    assert "Non renseignée" in texte_de(client.get(ADRESSE))
    assert "À écrire" in texte_de(client.get("/region/edition/textes/"))
    edition.textes.update(contenu="Appelez la permanence.")
    page = texte_de(client.get(ADRESSE))
    assert ("Appelez la permanence" in page, "Non renseignée" in page) == (True, False)
