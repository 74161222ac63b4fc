"""A-44: a script written in a name stays text in page, badge, feed and mail. A-46: a formula stays text in CSV."""

import csv
import io

import pytest

from amihr import horloge
from amihr.courrier.models import Courrier
from catalogue.actes.labels import annoncer
from catalogue.courriers import LabelPublie
from tests.fabriques.catalogue import PENDANT_LE_LABEL, EditionDuCatalogue, agent_engage, labelliser, reponses_publiques
from tests.fabriques.comptes import connecter

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def label():
    reponses = reponses_publiques(
        presentation={"presentation": SCRIPT, "benefices": f'"><img src=x onerror=1>{SCRIPT}'}
    )
    label = labelliser(
        titre=f"Relevé {SCRIPT}", denomination=f"Société {SCRIPT}", commune=f"{SCRIPT} (93)", reponses=reponses
    )
    with horloge.a(PENDANT_LE_LABEL):
        yield label


def test_a44_le_script_est_inerte_sur_chaque_page(client, label):
    connecter(client, agent_engage(label.edition))
    slug, code = label.fiche.slug, label.code
    for adresse in ("/catalogue/", f"/catalogue/{slug}/", f"/catalogue/comparer/?s={slug}", f"/verifier/{code}/",
                    f"/macaron/{code}.svg", "/region/labels/", f"/region/labels/{code}/"):  # fmt: skip
        contenu = client.get(adresse).content.decode()
        assert "alert(1)" in contenu, adresse
        assert "<script>alert" not in contenu, adresse
        assert "<img src=x" not in contenu, adresse


def test_a44_le_json_ne_se_lit_pas_comme_une_page(client, label):
    reponse = client.get("/catalogue.json")
    assert reponse["Content-Type"].startswith("application/json")
    assert reponse["X-Content-Type-Options"] == "nosniff"


def test_a44_le_courriel_echappe_le_nom(label):
    annoncer(PENDANT_LE_LABEL)
    courrier = Courrier.objects.get(evenement="label_publie")
    compositeur = LabelPublie()
    compositeur.pieces_jointes = lambda courrier: []
    message = compositeur.composer(courrier, PENDANT_LE_LABEL)
    (html,) = [contenu for contenu, genre in message.alternatives if genre == "text/html"]
    assert "alert(1)" in html
    assert "<script>" not in html


@pytest.mark.parametrize("debut", ["=", "+", "-", "@", "＝", "＠"])
def test_a46_une_formule_reste_du_texte(client, debut):
    labelliser(EditionDuCatalogue(), titre=f"{debut}HYPERLINK(1)")
    with horloge.a(PENDANT_LE_LABEL):
        texte = client.get("/catalogue.csv").content.decode("utf-8-sig")
    (ligne,) = csv.DictReader(io.StringIO(texte))
    assert "HYPERLINK" in ligne["titre"]
    assert ligne["titre"][0] == "'"
