"""Giving a file back: its headers, ranges, and who may while the antivirus has not looked."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from amihr.fichiers.models import Analyse
from amihr.fichiers.rangement import ranger_octets, servir
from amihr.socle.refus import ActeRefuse

INSTANT = datetime(2026, 5, 12, tzinfo=UTC)
OCTETS = bytes(range(256)) * 400


@pytest.fixture
def fichier(db, rangement_prive):
    return ranger_octets(OCTETS, nom="été « 1 ».pdf", type_mime="application/pdf", instant=INSTANT)


@pytest.fixture
def demander():
    """`demander(fichier, methode, …en-têtes)` is a view that has already said yes."""
    reponses = []

    def appeler(fichier, methode="GET", personne=None, nom=None, **entetes):
        request = getattr(RequestFactory(), methode.lower())("/", headers=entetes)
        request.user = personne or SimpleNamespace(pk=None)
        reponses.append(servir(request, fichier, nom))
        return reponses[-1]

    yield appeler
    # What the server does after sending, without its signal that closes the database.
    for fermer in [fermer for reponse in reponses for fermer in reponse._resource_closers]:
        fermer()


def corps(reponse):
    return b"".join(reponse.streaming_content) if reponse.streaming else reponse.content


@pytest.mark.parametrize("methode", ["POST", "PUT", "DELETE", "PATCH"])
def test_seuls_get_et_head_lisent(demander, fichier, methode):
    assert demander(fichier, methode).status_code == 405


@pytest.mark.parametrize(
    ("changement", "code"),
    [
        ({"analyse": Analyse.EN_ATTENTE}, "fichier_en_quarantaine"),
        ({"analyse": Analyse.INFECTE}, "fichier_infecte"),
        ({"efface_le": INSTANT}, "fichier_efface"),
    ],
)
@pytest.mark.parametrize("entetes", [{}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}])
def test_l_autorisation_passe_avant_plage_et_etiquette(demander, fichier, changement, code, entetes):
    for champ, valeur in changement.items():
        setattr(fichier, champ, valeur)
    for methode in ("GET", "HEAD"):
        with pytest.raises(ActeRefuse, match=code):
            demander(fichier, methode, **entetes)


def test_la_quarantaine_s_ouvre_a_son_deposant(demander, fichier, alice):
    fichier.analyse, fichier.par = Analyse.EN_ATTENTE, alice
    assert corps(demander(fichier, personne=alice)) == OCTETS


def test_l_infecte_ne_s_ouvre_a_personne(demander, fichier, alice):
    fichier.analyse, fichier.par = Analyse.INFECTE, alice
    with pytest.raises(ActeRefuse, match="fichier_infecte"):
        demander(fichier, personne=alice)


def test_fichier_servi_en_telechargement_prive(demander, fichier):
    reponse = demander(fichier)
    assert corps(reponse) == OCTETS
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse["Content-Disposition"] == "attachment; filename*=utf-8''%C3%A9t%C3%A9%20%C2%AB%201%20%C2%BB.pdf"
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert reponse["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert reponse["Cache-Control"] == "private, no-store"
    assert reponse["ETag"] == f'"{fichier.sha256}"'
    assert reponse["Content-Length"] == str(len(OCTETS))


def test_nom_choisi_par_la_salle_assaini(demander, fichier):
    reponse = demander(fichier, nom='../x\r\nSet-Cookie: a"b.pdf')
    assert reponse["Content-Disposition"] == 'attachment; filename="xSet-Cookie_ a_b.pdf"'


def test_head_donne_les_entetes_sans_octet(demander, fichier):
    reponse = demander(fichier, "HEAD")
    assert corps(reponse) == b""
    assert reponse["Content-Length"] == str(len(OCTETS))


def test_meme_etiquette_repond_304_sans_octet(demander, fichier):
    reponse = demander(fichier, **{"If-None-Match": f'"autre", "{fichier.sha256}"'})
    assert (reponse.status_code, corps(reponse)) == (304, b"")
    assert demander(fichier, **{"If-None-Match": '"autre"'}).status_code == 200


@pytest.mark.parametrize(
    ("plage", "debut", "fin"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=10-", 10, len(OCTETS) - 1),
        ("bytes=-5", len(OCTETS) - 5, len(OCTETS) - 1),
        ("bytes=100-99999999", 100, len(OCTETS) - 1),
        ("bytes=-99999999", 0, len(OCTETS) - 1),
        (f"bytes={len(OCTETS) - 1}-", len(OCTETS) - 1, len(OCTETS) - 1),
    ],
)
def test_plage_repond_206(demander, fichier, plage, debut, fin):
    reponse = demander(fichier, Range=plage)
    assert (reponse.status_code, corps(reponse)) == (206, OCTETS[debut : fin + 1])
    assert reponse["Content-Range"] == f"bytes {debut}-{fin}/{len(OCTETS)}"
    assert reponse["Content-Length"] == str(fin - debut + 1)


@pytest.mark.parametrize("plage", [f"bytes={len(OCTETS)}-", "bytes=-0", "bytes=99999999-"])
def test_plage_hors_du_fichier_repond_416(demander, fichier, plage):
    reponse = demander(fichier, Range=plage)
    assert (reponse.status_code, reponse["Content-Range"]) == (416, f"bytes */{len(OCTETS)}")


@pytest.mark.parametrize(
    "plage",
    [
        "bytes=0-1,3-4",
        "lignes=0-9",
        "bytes=-",
        "bytes=9-3",
        "bytes=a-b",
        pytest.param(f"bytes={'9' * 4400}-", id="trop_long"),
    ],
)
def test_plage_incomprise_repond_tout(demander, fichier, plage):
    reponse = demander(fichier, Range=plage)
    assert (reponse.status_code, corps(reponse)) == (200, OCTETS)


def test_plage_d_une_autre_version_repond_tout(demander, fichier):
    entetes = {"Range": "bytes=0-9", "If-Range": '"ancienne"'}
    assert demander(fichier, **entetes).status_code == 200
    assert demander(fichier, **entetes | {"If-Range": f'"{fichier.sha256}"'}).status_code == 206


def test_nginx_envoie_les_octets_quand_on_le_lui_demande(demander, fichier, settings):
    settings.FICHIERS_X_ACCEL = "/prive/"
    reponse = demander(fichier)
    assert (reponse["X-Accel-Redirect"], corps(reponse)) == (f"/prive/{fichier.cle}", b"")
    assert reponse["Content-Disposition"].startswith("attachment")


def test_octets_absents_du_stockage_refuses_proprement(demander, fichier, rangement_prive):
    (rangement_prive / fichier.cle).unlink()
    with pytest.raises(ActeRefuse, match="stockage_indisponible"):
        demander(fichier)
