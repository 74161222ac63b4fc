"""A-03, A-05, A-06, A-07, A-09, A-72: forms sent by hand to the candidate's pages."""

import html
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amihr import horloge
from amihr.comptes.models import Session
from amihr.journal.models import EntreeJournal
from candidatures.models import Candidature, Depot, Equipier, PieceJointe, Section, Tentative
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CLOTURE, PENDANT
from tests.pages import texte_de
from tests.personnages import personne


@pytest.fixture
def adresse(client, alice, dossier, pendant):
    connecter(client, alice)
    return f"/candidatures/{dossier.reference}/"


def champs_du_depot(client, adresse):
    """What the check page posts, box ticked."""
    page = client.get(f"{adresse}verification/").content.decode()
    champs = re.findall(r'name="(cle|revisions|documents)" value="([^"]*)"', page)
    pieces = re.findall(r'name="pieces" value="([^"]*)"', page)
    return {nom: html.unescape(valeur) for nom, valeur in champs} | {"pieces": pieces, "acceptation": "1"}


def test_a03_une_date_forgee_ne_change_rien(client, adresse):
    forges = {"instant": "2020-01-01T00:00:00Z", "depose_le": "2020-01-01", "numero": "7", "etat": "labellisee"}
    entetes = {"date": "Wed, 01 Jan 2020 00:00:00 GMT", "x-instant": "2020-01-01"}
    client.post(f"{adresse}deposer/", champs_du_depot(client, adresse) | forges, headers=entetes)
    depot = Depot.objects.get()
    assert (depot.depose_le, depot.numero, depot.candidature.etat) == (PENDANT, 1, "deposee")


def test_a03_apres_la_cloture_aucune_date_forgee_ne_depose(client, adresse):
    champs = champs_du_depot(client, adresse)
    with horloge.a(CLOTURE):
        reponse = client.post(f"{adresse}deposer/", champs | {"depose_le": "2026-05-11T21:00:00Z"})
    assert reponse.status_code == 409
    assert not Depot.objects.exists()


def test_a05_le_second_coequipier_voit_le_conflit_et_rien_n_est_ecrase(client, adresse, dossier):
    remi = personne("Remi")
    Equipier.objects.create(candidature=dossier, personne=remi, droit="rediger", depuis=PENDANT)
    champs = {"revision": 1, "titre": "Canoptère", "thematique": "environnement", "resume": "D’Alice"}
    assert client.post(f"{adresse}solution/", champs).status_code == 302
    reponse = connecter(client, remi).post(f"{adresse}solution/", champs | {"resume": "De Remi"})
    assert reponse.status_code == 422
    assert Section.objects.get(candidature=dossier, partie="solution").contenu["resume"] == "D’Alice"
    assert "De Remi" in texte_de(reponse)


def test_a06_un_depot_force_sans_kbis_est_refuse_avec_la_liste(client, adresse, dossier):
    PieceJointe.objects.filter(candidature=dossier, emplacement="kbis").update(retiree_le=PENDANT)
    reponse = client.post(f"{adresse}deposer/", champs_du_depot(client, adresse))
    assert reponse.status_code == 422
    assert "Joindre « Kbis »" in texte_de(reponse)
    assert not Depot.objects.exists()


def test_a07_la_piece_d_un_autre_dossier_ne_se_depose_ni_ne_se_lit(client, adresse, bruno, edition):
    autre = CandidatureFactory(edition=edition, equipe=[bruno])
    sienne = autre.pieces.get(emplacement="kbis")
    champs = champs_du_depot(client, adresse)
    assert client.get(f"{adresse}pieces/{sienne.pk}/").status_code == 404
    assert client.post(f"{adresse}pieces/{sienne.pk}/retirer/").status_code == 404
    reponse = client.post(f"{adresse}deposer/", champs | {"pieces": [*champs["pieces"], str(sienne.pk)]})
    assert reponse.status_code == 422
    assert not Depot.objects.exists()


def test_a07_une_piece_retiree_du_brouillon_ne_remplace_pas_une_piece_manquante(client, adresse, dossier):
    champs = champs_du_depot(client, adresse)
    champs["pieces"] = champs["pieces"][1:]
    assert client.post(f"{adresse}deposer/", champs).status_code == 422
    assert not Depot.objects.exists()


def test_a09_la_session_expiree_garde_le_brouillon_deja_enregistre(client, adresse, dossier):
    entetes = {"accept": "application/json"}
    client.post(f"{adresse}solution/", {"revision": 1, "titre": "Tapé avant"}, headers=entetes)
    Session.objects.all().delete()
    perdue = client.post(f"{adresse}solution/", {"revision": 2, "titre": "Tapé après"}, headers=entetes)
    assert perdue.status_code in (302, 401)
    assert Section.objects.get(candidature=dossier, partie="solution").contenu["titre"] == "Tapé avant"


@pytest.mark.parametrize("cle", ["", "pas-une-cle", "' OR 1=1"])
def test_une_cle_illisible_depose_une_fois(client, adresse, cle):
    assert client.post(f"{adresse}deposer/", champs_du_depot(client, adresse) | {"cle": cle}).status_code == 302
    assert Depot.objects.count() == 1


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [("revisions", "{"), ("revisions", "[]"), ("revisions", '{"solution": "x"}'), ("documents", '"a"'),
     ("documents", "[1]"), ("pieces", ["pas-un-uuid"]), ("pieces", [str(uuid.UUID(int=0))]), ("revisions", '{"solution": -1}')],
)  # fmt: skip
def test_a06_un_champ_cache_falsifie_est_refuse_sans_erreur_du_service(client, adresse, champ, valeur):
    reponse = client.post(f"{adresse}deposer/", champs_du_depot(client, adresse) | {champ: valeur})
    assert reponse.status_code == 422
    assert not Depot.objects.exists()


def test_a72_une_tentative_tardive_est_expliquee_et_gardee(client, adresse, alice, dossier):
    champs = champs_du_depot(client, adresse)
    with horloge.a(CLOTURE):
        reponse = client.post(f"{adresse}deposer/", champs)
    assert "11 mai 2026 à 23 h 59" in texte_de(reponse)
    tentative = Tentative.objects.get()
    assert (tentative.cause, tentative.geste, tentative.instant) == ("cloture", "deposer", CLOTURE)
    assert (tentative.personne, tentative.candidature) == (alice, dossier)
    assert EntreeJournal.objects.filter(evenement="acte.refuse", faits__code="cloture").exists()


def test_a72_un_fichier_trop_lourd_est_explique_et_garde(client, adresse):
    lourd = SimpleUploadedFile("kbis.pdf", b"%PDF-1.7\n" + bytes(6 * 1024**2), "application/pdf")
    reponse = client.post(f"{adresse}pieces/?emplacement=kbis", {"fichier": lourd})
    assert reponse.status_code == 422
    assert "Ce fichier dépasse 5 Mo" in texte_de(reponse)
    assert Tentative.objects.get().geste == "joindre"


def test_a23_role_etat_et_structure_ajoutes_au_formulaire_sont_ignores(client, adresse, alice, edition):
    forges = {"etat": "labellisee", "reference": "MIENNE", "edition": "999", "est_staff": "1", "droit": "deposer"}
    client.post("/candidatures/nouvelle/", forges | {"role": "agent"})
    client.post(f"{adresse}solution/", {"revision": 1, "titre": "X", **forges, "depots": "1"})
    assert set(Candidature.objects.values_list("etat", flat=True)) == {"brouillon"}
    assert not Candidature.objects.filter(reference="MIENNE").exists()
    assert not alice.attributions.exists()
    contenu = Section.objects.get(candidature__reference=adresse.split("/")[2], partie="solution").contenu
    assert set(contenu) == {"titre", "thematique", "resume"}


def test_a23_un_lecteur_ne_se_donne_pas_le_droit_de_deposer(client, adresse, dossier):
    lise = personne("Lise")
    sa_place = Equipier.objects.create(candidature=dossier, personne=lise, droit="lire", depuis=PENDANT)
    connecter(client, lise)
    assert client.post(f"{adresse}equipe/{sa_place.pk}/droit/", {f"{sa_place.pk}-droit": "deposer"}).status_code == 403
    sa_place.refresh_from_db()
    assert sa_place.droit == "lire"


def test_a20_l_equipier_d_un_autre_dossier_ne_se_change_pas_par_le_sien(client, adresse, bruno, edition):
    autre = CandidatureFactory(edition=edition, equipe=[bruno])
    place = autre.equipiers.get()
    for suite in ("droit/", "retirer/"):
        assert client.post(f"{adresse}equipe/{place.pk}/{suite}", {f"{place.pk}-droit": "lire"}).status_code in (
            302,
            404,
        )
    place.refresh_from_db()
    assert (place.droit, place.retire_le) == ("deposer", None)
