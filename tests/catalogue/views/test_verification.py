"""Checking a label, and its badge at its stable address."""

from datetime import date, timedelta

import pytest

from amihr import horloge
from evaluation.models import Seance
from tests.fabriques.catalogue import PENDANT_LE_LABEL, PUBLIE, labelliser, retirer_directement

pytestmark = pytest.mark.django_db
INCONNU = "Code inconnu"


@pytest.fixture(autouse=True)
def pendant_le_label(db):
    with horloge.a(PENDANT_LE_LABEL):
        yield


def texte(reponse):
    return reponse.content.decode()


def test_un_code_que_personne_ne_porte_est_inconnu(client):
    reponse = client.get("/verifier/7K4M-QX2P/")
    assert (reponse.status_code, INCONNU in texte(reponse)) == (404, True)


def test_un_code_mal_forme_tape_au_formulaire_est_inconnu(client):
    reponse = client.get("/verifier/", {"code": "<script>"})
    assert (reponse.status_code, INCONNU in texte(reponse), "<script>" in texte(reponse)) == (404, True, False)


def test_le_formulaire_mene_a_l_adresse_du_code(client):
    label = labelliser()
    reponse = client.get("/verifier/", {"code": f" {label.code[:4].lower()} {label.code[4:]} "})
    assert reponse.url == f"/verifier/{label.code[:4]}-{label.code[4:]}/"


def test_le_code_d_un_accuse_mene_a_la_verification_du_depot(client):
    reponse = client.get("/verifier/", {"code": "k7qf 2mxa 9dtw"})
    assert (reponse.status_code, reponse["Location"]) == (302, "/verifier/depot/K7QF-2MXA-9DTW/")


@pytest.mark.parametrize("code", ["K7QF-2MXA-9DTW", "court", "K" * 300])
def test_un_code_d_accuse_que_personne_ne_porte_se_dit(client, code):
    reponse = client.get(f"/verifier/depot/{code}/")
    assert reponse.status_code == 404
    assert "Dépôt inconnu" in reponse.content.decode()
    assert code[:20] in reponse.content.decode()
    assert "K" * 21 not in reponse.content.decode()


def test_un_label_valide_dit_titre_titulaire_et_dates(client):
    page = texte(client.get(f"/verifier/{labelliser().code}/"))
    for attendu in ("Label valide", "Canoptère", "Orthoselve SAS", "26\u00a0mai 2027"):
        assert attendu in page


def test_la_decision_dit_la_commission_et_l_edition(client):
    label = labelliser()
    Seance.objects.update(jour=date(2026, 5, 26))  # the act was signed the day after
    page = texte(client.get(f"/verifier/{label.code}/"))
    assert "<dt>Décision</dt>" in page
    assert "Commission du 26\u00a0mai 2026, édition 2026" in page


def test_la_reponse_ne_se_garde_pas_sans_redemander(client):
    label = labelliser()
    for adresse in (f"/verifier/{label.code}/", f"/verifier/{label.code}.json", f"/macaron/{label.code}.svg"):
        reponse = client.get(adresse)
        assert (reponse["Cache-Control"], reponse["X-Robots-Tag"]) == ("no-cache", "noindex")
        assert not reponse.cookies
        assert not reponse.has_header("Last-Modified")
        assert client.get(adresse, headers={"If-None-Match": reponse["ETag"]}).status_code == 304


def test_le_json_d_un_label_retire_dit_la_date_et_pas_le_motif(client):
    label = labelliser()
    retirer_directement(label)
    reponse = client.get(f"/verifier/{label.code}.json")
    assert (reponse.json()["etat"], reponse.json()["retire_le"]) == ("retire", "2026-07-03")
    assert "MotifDuRetrait" not in texte(reponse)


def test_le_macaron_inconnu_est_une_404(client):
    assert client.get("/macaron/7K4M-QX2P.svg").status_code == 404


def test_le_macaron_dit_l_etat_du_jour(client):
    label = labelliser()
    assert "Valable du" in texte(client.get(f"/macaron/{label.code}.svg"))
    retirer_directement(label)
    assert "Retiré le" in texte(client.get(f"/macaron/{label.code}.svg"))


def test_le_macaron_en_png_est_une_image(client):
    reponse = client.get(f"/macaron/{labelliser().code}.png")
    assert (reponse["Content-Type"], reponse.content[:4]) == ("image/png", b"\x89PNG")


def test_le_macaron_s_affiche_sur_d_autres_sites(client):
    assert client.get(f"/macaron/{labelliser().code}.svg")["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("rang", ["2", "0", "00019", "²", "un", pytest.param("9" * 4400, id="trop_long")])
def test_un_membre_de_rang_inconnu_n_a_pas_de_macaron(client, rang):
    label = labelliser()
    type(label).objects.filter(pk=label.pk).update(membres=[{"denomination": "Canopée SAS"}])
    assert client.get(f"/macaron/{label.code}.svg?membre=1").status_code == 200
    assert client.get(f"/macaron/{label.code}.svg?membre={rang}").status_code == 404


def test_avant_la_publication_le_code_est_inconnu_puis_il_repond(client):
    label = labelliser()
    with horloge.a(PUBLIE - timedelta(seconds=1)):
        embargo = client.get(f"/verifier/{label.code}/")
    with horloge.a(PUBLIE):
        publie = client.get(f"/verifier/{label.code}/")
    assert (embargo.status_code, publie.status_code) == (404, 200)
