"""PDF are tagged, carry their fonts, and fetch nothing."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.template import Context
from django.template.engine import Engine
from PIL import Image

from amihr.socle import pdf
from tests.socle.controle_pdf import defauts, images, noms_des_polices

EDITION = SimpleNamespace(nom="Essai", sous_titre="Appel de démonstration")


@pytest.fixture
def rendre(monkeypatch):
    """Render a template written in the test, on the frame of the documents."""

    def rendre_le_corps(corps, contexte=None, **options):
        source = (
            '{% extends "documents/base.html" %}{% block titre %}Essai{% endblock %}{% block contenu %}<h1>Essai</h1>'
        )
        gabarit = Engine.get_default().from_string(f"{source}{corps}{{% endblock %}}")
        monkeypatch.setattr(pdf, "render_to_string", lambda nom, valeurs: gabarit.render(Context(valeurs)))
        return pdf.rendre("essai", {"edition": EDITION} | (contexte or {}), **options)

    return rendre_le_corps


def une_image():
    octets = BytesIO()
    Image.new("RGB", (8, 8), "#a8125a").save(octets, "PNG")
    return octets.getvalue()


@pytest.mark.parametrize(
    "adresse",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1:9/",
        "https://ami.example/",
        "data:image/png;base64,AA==",
        "ftp://ami.example/",
        "//ami.example/logo.png",
        "interne",
    ],
)
def test_une_adresse_hors_de_la_memoire_n_est_jamais_lue(adresse):
    with pytest.raises(PermissionError):
        pdf._moteur().Reserve({}).fetch(adresse)


def test_une_image_du_disque_laisse_son_texte_de_remplacement(rendre, tmp_path):
    chemin = tmp_path / "secret.png"
    chemin.write_bytes(une_image())
    assert images(rendre('<img src="interne:secret.png" alt="a">', images={"secret.png": une_image()}))
    assert not images(rendre(f'<img src="file://{chemin}" alt="a"><link rel="attachment" href="file://{chemin}">'))


def test_une_image_interne_oubliee_arrete_le_document(rendre):
    with pytest.raises(pdf.ImageInterneAbsente):
        rendre('<img src="interne:absente.png" alt="a">')


def test_un_document_est_accessible_et_ses_polices_voyagent_avec_lui(rendre):
    octets = rendre("<p>Île, <b>gras</b>, Łódź, <span class='mono'>0af3</span></p>")
    assert defauts(octets) == []
    assert all(not nom.startswith("DejaVu-Sans") for nom in noms_des_polices(octets))


def test_une_image_sans_texte_de_remplacement_est_un_defaut_que_le_controle_voit(rendre):
    assert "figures décrites" in defauts(rendre('<img src="interne:i.png">', images={"i.png": une_image()}))
