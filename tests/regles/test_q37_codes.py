"""Q37: the code of a withdrawn or expired label says who holds it, never why; no public list of them."""

from datetime import timedelta

import pytest

from amihr import horloge
from catalogue.lectures.labels import label_public
from catalogue.regles.verification import reponse
from tests.fabriques.catalogue import PENDANT_LE_LABEL, labelliser, retirer_directement

pytestmark = pytest.mark.django_db
APRES_LA_FIN = PENDANT_LE_LABEL + timedelta(days=400)


def dire(label, instant):
    lu = label_public(label.code, instant)
    return reponse(lu.label, lu.etat, lu.jour, lu.retire_le)


def test_un_label_retire_dit_qui_et_quand_mais_pas_pourquoi():
    label = labelliser()
    retirer_directement(label)
    dit = dire(label, PENDANT_LE_LABEL)
    assert (dit.etat, "Orthoselve SAS" in dit.phrase, "3\u00a0juillet 2026" in dit.phrase) == ("retire", True, True)
    assert "MotifDuRetrait" not in str(dit)


def test_un_label_expire_dit_qui_et_jusqu_a_quand():
    dit = dire(labelliser(), APRES_LA_FIN)
    assert (dit.etat, "26\u00a0mai 2027" in dit.phrase) == ("expire", True)


@pytest.mark.parametrize("adresse", ["/catalogue/", "/catalogue.json", "/catalogue.csv"])
def test_aucune_liste_publique_ne_le_nomme(client, adresse):
    label = labelliser()
    with horloge.a(PENDANT_LE_LABEL):
        assert "Canoptère" in client.get(adresse).content.decode()
        retirer_directement(label)
        assert "Canoptère" not in client.get(adresse).content.decode()


def test_la_fiche_n_existe_plus_et_les_moteurs_sont_tenus_a_l_ecart(client):
    label = labelliser()
    with horloge.a(APRES_LA_FIN):
        assert client.get("/catalogue/canoptere/").status_code == 404
        assert client.get(f"/verifier/{label.code}/")["X-Robots-Tag"] == "noindex"
