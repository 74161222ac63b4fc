"""A-59: the last day is in, the next one out, without any job. A-60: a withdrawal shows at once."""

from datetime import datetime, timedelta

import pytest

from amihr import horloge
from amihr.horloge import PARIS
from catalogue.actes.labels import retirer
from tests.fabriques.catalogue import PENDANT_LE_LABEL, agent_engage, labelliser

pytestmark = pytest.mark.django_db
MINUIT = datetime(2027, 5, 27, tzinfo=PARIS)


def test_a59_actif_jusqu_a_minuit_a_paris_expire_ensuite(client):
    label = labelliser()
    etats = []
    for instant in (MINUIT - timedelta(microseconds=1), MINUIT):
        with horloge.a(instant):
            etats.append(client.get(f"/verifier/{label.code}.json").json()["etat"])
    assert etats == ["valide", "expire"]


def test_a59_une_copie_de_la_veille_n_est_pas_confirmee_le_lendemain(client):
    label = labelliser()
    for adresse in (f"/verifier/{label.code}/", f"/macaron/{label.code}.svg", "/catalogue/", "/catalogue.json"):
        with horloge.a(MINUIT - timedelta(seconds=1)):
            etag = client.get(adresse)["ETag"]
            assert client.get(adresse, headers={"If-None-Match": etag}).status_code == 304
        with horloge.a(MINUIT):
            assert client.get(adresse, headers={"If-None-Match": etag}).status_code == 200


def test_a60_un_retrait_se_voit_a_la_requete_suivante(client):
    label = labelliser()
    with horloge.a(PENDANT_LE_LABEL):
        adresse = f"/verifier/{label.code}/"
        etag = client.get(adresse)["ETag"]
        retirer(label, motif="Motif", par=agent_engage(label.edition))
        reponse = client.get(adresse, headers={"If-None-Match": etag})
        assert (reponse.status_code, "Label retiré" in reponse.content.decode()) == (200, True)
        assert client.get("/catalogue/canoptere/").status_code == 404
        assert "Canoptère" not in client.get("/catalogue/").content.decode()
