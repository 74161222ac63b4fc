"""One page drawn in its own bounded process: every accepted file of the corpus, hostile ones within the limits."""

import io
import subprocess
import sys
import time
import unicodedata

import pikepdf
import pytest
from django.conf import settings
from pikepdf import Name
from PIL import Image

from amihr.fichiers.dessin.texte import LONGUEUR_MAX, texte_lisible
from amihr.fichiers.genres import EXTENSIONS
from amihr.fichiers.noms import extension_de
from amihr.fichiers.sous_processus import Veilleur
from tests.corpus import documents, images
from tests.corpus.fabriquer import CORPUS

ADMIS = [cas for cas in CORPUS if cas.code is None and cas.genre != "video"]
PYTHON = {"cwd": settings.RACINE, "env": {}, "capture_output": True, "text": True, "check": False}


@pytest.fixture(scope="module")
def veilleur():
    veilleur = Veilleur("amihr.fichiers.dessin")
    yield veilleur
    veilleur.fermer()


@pytest.fixture
def dessiner(veilleur, tmp_path):
    """`dessiner(octets, type, page)`: the answer, and the image if there is one."""

    def appeler(octets, type_="pdf", page=1):
        recu, sortie = tmp_path / "recu", tmp_path / "sortie"
        recu.write_bytes(octets)
        reponse = veilleur.analyser({"chemin": str(recu), "type": type_, "page": page, "sortie": str(sortie)})
        return reponse, Image.open(io.BytesIO(sortie.read_bytes())) if reponse.get("dessinee") else None

    return appeler


def page_seule(contenu=b"", taille=(595, 842), **autres):
    document = pikepdf.new()
    page = document.add_blank_page(page_size=taille)
    page.Contents = document.make_stream(contenu)
    for cle, valeur in autres.items():
        page[f"/{cle}"] = valeur
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()


@pytest.mark.parametrize(("octets", "code"), [(b"%PDF-1.7 rien d'autre", "document"), (b"", "document")])
def test_ce_qui_ne_s_ouvre_pas_n_est_pas_dessine(dessiner, octets, code):
    assert dessiner(octets)[0] == {"dessinee": False, "code": code}


def test_une_page_que_le_document_n_a_pas_n_est_pas_dessinee(dessiner):
    assert dessiner(documents.pdf(pages=3), page=4)[0] == {"dessinee": False, "code": "page"}
    assert dessiner(documents.pdf(pages=3), page=3)[1].size == (1240, 1755)


def test_une_image_coupee_n_est_pas_dessinee(dessiner):
    octets = images.image("JPEG", taille=(2000, 2000))
    assert dessiner(octets[: len(octets) // 2], "jpeg")[0]["dessinee"] is False


@pytest.mark.parametrize("taille", [(14_400, 14_400), (14_400, 3), (3, 14_400)])
def test_une_page_de_cinq_metres_reste_une_image_ordinaire(dessiner, taille):
    reponse, image = dessiner(page_seule(b"0 0 10 10 re f", taille))
    assert reponse["dessinee"]
    assert image.width <= 1240
    assert image.height <= 4960


def poupees_russes(etages=9, copies=20):
    """A page of a few kilobytes that draws itself twenty times in itself, nine times over."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    dedans = document.make_stream(b"0 0 m 600 800 300 -900 0 842 c S")
    for _ in range(etages):
        dedans.stream_dict = pikepdf.Dictionary(
            {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": [0, 0, 595, 842]} | dict(dedans.stream_dict)
        )
        dehors = document.make_stream(b"/F Do " * copies)
        dehors.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=dedans))
        dedans = dehors
    page.Contents, page.Resources = dedans, dedans.Resources
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def test_une_page_qui_se_repete_sans_fin_n_est_pas_dessinee(dessiner):
    assert not dessiner(poupees_russes())[0].get("dessinee")


def test_un_dessin_trop_long_est_arrete_et_n_emporte_pas_les_suivants(dessiner):
    debut, pointilles = time.monotonic(), b"0.1 w [0.02 0.02] 0 d " + b"0 0 m 600 800 300 -900 0 842 c S " * 200_000
    assert not dessiner(page_seule(pointilles))[0].get("dessinee")
    assert 5 < time.monotonic() - debut < 32
    assert dessiner(documents.pdf())[0]["dessinee"]


@pytest.mark.parametrize(("largeur", "hauteur"), [(18_000, 17_400), (60_000, 60_000)])
def test_une_image_demesuree_dans_une_page_reste_dans_les_limites(dessiner, largeur, hauteur):
    """Drawn by slices or given up: the process that draws is still there for the next file."""
    noire = {"Subtype": Name.Image, "Width": largeur, "Height": hauteur, "BitsPerComponent": 8}
    octets = documents.avec_flux(
        documents.zeros_comprimes(900), ["FlateDecode"], ColorSpace=Name.DeviceRGB, **noire, Type=Name.XObject
    )
    with pikepdf.open(io.BytesIO(octets)) as document:
        document.pages[0].Contents = document.make_stream(b"595 0 0 842 0 0 cm /I0 Do")
        sortie = io.BytesIO()
        document.save(sortie, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    debut = time.monotonic()
    image = dessiner(sortie.getvalue())[1]
    assert image is None or image.size == (1240, 1755)
    assert time.monotonic() - debut < 32
    assert dessiner(documents.pdf())[0]["dessinee"]


def test_une_page_dont_le_dessin_gonfle_reste_dans_les_limites(dessiner):
    with pikepdf.open(io.BytesIO(documents.avec_flux(documents.zeros_comprimes(900), ["FlateDecode"]))) as document:
        document.pages[0].Contents = document.pages[0].Resources.XObject.I0
        sortie = io.BytesIO()
        document.save(sortie, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert not dessiner(sortie.getvalue())[0].get("dessinee")
    assert dessiner(documents.pdf())[0]["dessinee"]


def test_rien_ne_s_ouvre_une_fois_le_fichier_ouvert():
    code = (
        "import socket\nfrom amihr.fichiers.bornes import se_fermer\nse_fermer()\n"
        "for ouvrir in (socket.socket, lambda: open('/etc/hostname')):\n"
        "    try:\n        ouvrir()\n    except OSError as erreur:\n        print(erreur.errno)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], **PYTHON).stdout.split() == ["24", "24"]


def test_le_dessin_n_importe_ni_django_ni_le_site():
    code = "import sys, amihr.fichiers.dessin.__main__\nprint(*sorted({m.split('.')[0] for m in sys.modules} & %r))"
    salles = {"django", "celery", "candidatures", "evaluation", "catalogue", "psycopg", "boto3", "pikepdf"}
    assert subprocess.run([sys.executable, "-c", code % salles], **PYTHON).stdout.strip() == ""


@pytest.mark.parametrize("cas", ADMIS, ids=lambda cas: cas.identifiant)
def test_tout_fichier_admis_est_dessine(corpus, dessiner, cas):
    type_ = EXTENSIONS[extension_de(cas.nom)]
    reponse, image = dessiner((corpus / cas.identifiant).read_bytes(), type_)
    assert reponse["dessinee"]
    assert (image.format, image.size) == ("WEBP", (reponse["largeur"], reponse["hauteur"]))
    assert set(image.info) <= {"loop", "background", "timestamp", "duration"}  # those of every WebP: no metadata
    assert image.getexif() == {}


def test_le_texte_de_la_page_est_rendu(dessiner):
    assert dessiner(documents.pdf(pages=2), page=2)[0]["texte"] == "Document fictif, page 2"


def test_une_photo_tournee_est_remise_droite_sans_ses_metadonnees(dessiner):
    image = dessiner(images.photo_tournee(), "jpeg")[1]
    assert (image.size, dict(image.getexif())) == ((200, 300), {})


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_une_image_de_tout_mode_devient_rvb(dessiner, mode):
    assert dessiner(images.image("JPEG", mode), "jpeg")[1].mode == "RGB"


def test_ce_qui_est_transparent_laisse_voir_du_papier(dessiner):
    image = dessiner(images.transparente("PNG"), "png")[1]
    assert (image.mode, image.getpixel((0, 0))) == ("RGB", (255, 255, 255))


@pytest.mark.parametrize(
    ("brut", "lu"),
    [
        ("e\u0301te\u0301", "été"),
        ("mar\u202eehc\u202c\u0000", "marehc"),
        ("fin de ligne\r\nsuite", "fin de ligne\nsuite"),
        ("appli\ufffecation", "application"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("  a \t b\u00a0c  ", "a b c"),
    ],
)
def test_le_texte_est_nettoye(brut, lu):
    assert texte_lisible(brut) == unicodedata.normalize("NFC", lu)


def test_le_texte_est_borne():
    assert len(texte_lisible("é" * 10**6)) == LONGUEUR_MAX
