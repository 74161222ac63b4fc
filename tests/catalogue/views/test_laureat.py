"""The holder's page of its badge."""

from datetime import timedelta

import pytest

from amihr import horloge
from catalogue.actes.macarons import produire_les_macarons
from tests.fabriques.catalogue import PENDANT_LE_LABEL, PUBLIE, labelliser, retirer_directement
from tests.fabriques.comptes import PersonneFactory, connecter

pytestmark = pytest.mark.django_db


@pytest.fixture
def label():
    return labelliser()


@pytest.fixture
def adresse(label):
    return f"/laureats/{label.candidature.reference}/macaron"


@pytest.fixture
def equipier(label, client):
    connecter(client, label.candidature.equipe()[0])


def page(client, adresse, instant=PENDANT_LE_LABEL):
    with horloge.a(instant):
        return client.get(adresse)


def test_une_autre_structure_ne_trouve_pas_la_page(client, adresse):
    connecter(client, PersonneFactory())
    assert page(client, f"{adresse}/").status_code == 404
    assert page(client, f"{adresse}.pdf").status_code == 404


def test_avant_la_publication_ni_code_ni_macaron(client, label, adresse, equipier):
    reponse = page(client, f"{adresse}/", PUBLIE - timedelta(seconds=1))
    contenu = reponse.content.decode()
    assert (reponse.status_code, "Pas encore public" in contenu, label.code[:4] in contenu) == (200, True, False)
    assert page(client, f"{adresse}.pdf", PUBLIE - timedelta(seconds=1)).status_code == 404


def test_le_pdf_est_en_preparation_puis_servi(client, label, adresse, equipier):
    attente = page(client, f"{adresse}.pdf")
    assert (attente.status_code, attente["Refresh"]) == (202, "5")
    assert produire_les_macarons(PENDANT_LE_LABEL) == 3
    reponse = page(client, f"{adresse}.pdf")
    assert reponse["Content-Type"] == "application/pdf"
    assert b"".join(reponse.streaming_content).startswith(b"%PDF-")


def test_les_macarons_ne_se_font_qu_une_fois(label):
    assert (produire_les_macarons(PENDANT_LE_LABEL), produire_les_macarons(PENDANT_LE_LABEL)) == (3, 0)


def test_le_titulaire_lit_le_motif_du_retrait_et_ne_telecharge_plus(client, label, adresse, equipier):
    assert "Macaron à imprimer" in page(client, f"{adresse}/").content.decode()
    retirer_directement(label)
    contenu = page(client, f"{adresse}/").content.decode()
    assert ("MotifDuRetrait" in contenu, "Macaron à imprimer" in contenu) == (True, False)
    assert page(client, f"{adresse}.pdf").status_code == 404


def test_la_page_s_ouvre_aussi_par_le_code(client, label, equipier):
    assert page(client, f"/laureats/{label.code}/macaron/").status_code == 200


@pytest.mark.parametrize(
    ("jours", "retrait", "dit"),
    [(0, False, "Le label est valable jusqu’au"), (400, False, "Label expiré"), (0, True, "Label retiré")],
)
def test_le_dossier_et_la_liste_disent_ou_en_est_le_label(client, label, equipier, jours, retrait, dit):
    if retrait:
        retirer_directement(label, effet_le=PENDANT_LE_LABEL - timedelta(days=1))
    instant = PENDANT_LE_LABEL + timedelta(days=jours)
    dossier = page(client, f"/candidatures/{label.candidature.reference}/", instant).content.decode()
    assert dit in dossier.replace("\u00a0", " ")
    assert ("solution ne peut plus s’en prévaloir" in dossier) == (jours > 0 or retrait)
