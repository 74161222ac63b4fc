"""The public pages of the catalogue."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from amihr import horloge
from amihr.fichiers.rangement import ranger
from tests.fabriques.catalogue import (
    PENDANT_LE_LABEL,
    EditionDuCatalogue,
    labelliser,
    reponses_publiques,
    retirer_directement,
)
from tests.fabriques.comptes import PersonneFactory, connecter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pendant_le_label(db):
    with horloge.a(PENDANT_LE_LABEL):
        yield


def texte(reponse):
    return reponse.content.decode()


def test_la_liste_vide_le_dit(client):
    assert "Aucune solution labellisée pour l’instant" in texte(client.get("/catalogue/"))


def test_une_fiche_absente_est_une_404(client):
    assert client.get("/catalogue/canoptere/").status_code == 404


def test_une_adresse_de_tri_inventee_est_ignoree(client):
    labelliser()
    assert client.get("/catalogue/?tri=candidature__decision__figures&page=abc&theme=';--").status_code == 200


def test_la_liste_montre_la_solution_et_pas_le_secret(client):
    labelliser()
    page = texte(client.get("/catalogue/"))
    assert "Canoptère" in page
    assert "LeSecretDuTour" not in page


def test_la_fiche_montre_ce_qui_est_publie_avec_origine_et_date(client):
    labelliser()
    page = texte(client.get("/catalogue/canoptere/"))
    for attendu in (
        "Canoptère compte les arbres",
        "LiDAR",
        "Examiné sur pièces par la commission",
        "27\u00a0mai 2026",
        "Déclaré par l’entreprise le 4\u00a0mai 2026",
        "canoptere.example.org",
    ):
        assert attendu in page
    assert "LeSecretDuTour" not in page
    assert "claire@orthoselve.example" not in page


def test_la_fiche_ne_porte_ni_cookie_ni_date_de_modification(client):
    labelliser()
    reponse = client.get("/catalogue/canoptere/")
    assert not reponse.cookies
    assert reponse["Cache-Control"] == "no-cache"
    assert reponse["ETag"].startswith('"')
    assert not reponse.has_header("Last-Modified")


def test_la_fiche_deja_lue_repond_304(client):
    labelliser()
    etag = client.get("/catalogue/canoptere/")["ETag"]
    reponse = client.get("/catalogue/canoptere/", headers={"If-None-Match": etag})
    assert (reponse.status_code, reponse.content, reponse["ETag"]) == (304, b"", etag)


def test_le_lendemain_la_fiche_a_une_autre_etiquette(client):
    labelliser()
    etag = client.get("/catalogue/canoptere/")["ETag"]
    with horloge.a(PENDANT_LE_LABEL.replace(day=PENDANT_LE_LABEL.day + 1)):
        assert client.get("/catalogue/canoptere/", headers={"If-None-Match": etag}).status_code == 200


def test_la_comparaison_s_arrete_a_quatre(client):
    edition = EditionDuCatalogue()
    slugs = [labelliser(edition, titre=f"Solution {rang}").fiche.slug for rang in range(5)]
    page = texte(client.get("/catalogue/comparer/", {"s": slugs}))
    assert "La comparaison s’arrête à 4 solutions" in page
    assert "Solution 3" in page
    assert "Solution 4" not in page


def test_comparer_rien_dit_quoi_faire(client):
    assert "Rien à comparer" in texte(client.get("/catalogue/comparer/"))


def test_un_logo_absent_est_une_404(client):
    labelliser()
    assert client.get("/catalogue/canoptere/logo.png").status_code == 404


def test_une_fiche_retiree_quitte_la_comparaison(client):
    label = labelliser()
    assert "Canoptère" in texte(client.get("/catalogue/comparer/?s=canoptere"))
    retirer_directement(label)
    assert "Canoptère" not in texte(client.get("/catalogue/comparer/?s=canoptere"))


def test_un_lien_dangereux_n_est_jamais_publie(client):
    labelliser(reponses=reponses_publiques(presentation={"site": "javascript:alert(1)"}))
    assert "javascript:" not in texte(client.get("/catalogue/canoptere/"))


def test_la_page_d_une_personne_connectee_n_est_pas_celle_de_tous(client):
    labelliser()
    anonyme = client.get("/catalogue/canoptere/")
    connecter(client, PersonneFactory())
    connectee = client.get("/catalogue/canoptere/", headers={"If-None-Match": anonyme["ETag"]})
    assert (connectee.status_code, connectee["Cache-Control"]) == (200, "private, no-cache")


def test_le_logo_montre_est_la_copie_reencodee(client):
    fiche = labelliser().fiche
    octets = io.BytesIO()
    Image.new("RGB", (320, 120), "#0b5566").save(octets, "PNG")
    envoi = SimpleUploadedFile("logo.png", octets.getvalue())
    fiche.logo = ranger(envoi, genre="logo", par=PersonneFactory(), instant=PENDANT_LE_LABEL)
    fiche.save(update_fields=["logo"])
    reponse = client.get("/catalogue/canoptere/logo.png")
    assert (reponse["Content-Type"], reponse["Cache-Control"]) == ("image/png", "no-cache")
    assert b"".join(reponse.streaming_content)[:4] == b"\x89PNG"


def test_un_filtre_sans_resultat_se_retire(client):
    labelliser(commune="Lyon (69)")
    page = texte(client.get("/catalogue/?locale=1"))
    assert ("Aucune solution ne correspond" in page, "Structure francilienne" in page) == (True, True)
