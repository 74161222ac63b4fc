"""Draws the pages of foreign files: runs in its own limited subprocess, imports no Django and no other room.

`dessiner()` is what the subprocess runs; the worker calls `amihr.fichiers.dessins` instead, and the web never does.
"""

import io
import os

from PIL import Image

from amihr.fichiers.bornes import se_fermer
from amihr.fichiers.redessin import redessiner

from . import pdf
from .texte import texte_lisible

COTE_D_UNE_IMAGE = 1754  # an A4 page scanned upright is then as wide as a page of a PDF
FORMATS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}
COULEURS_D_UN_TEXTE = 256
NIVEAUX = 17

# The size was checked when the file came in; the kernel bounds the memory of whatever was not seen then.
Image.MAX_IMAGE_PIXELS = None
Image.init()


def dessiner(demande):
    """Draw one page as WebP and read its text.

    `demande`: chemin, type ("pdf", "jpeg", "png", "webp"), page (from 1), sortie (path of the image to write).
    Returns a dict ready for JSON: `{"dessinee": True, largeur, hauteur, texte}`, or `{"dessinee": False, "code"}`
    where the code is "document" (nothing of it opens) or "page" (this one cannot be drawn; others may).
    Once the file and the place of the image are open, nothing more can be: neither a file nor a connection.
    """
    with open(demande["sortie"], "wb", buffering=0) as sortie:
        try:
            ouvert = _ouvrir(demande)
        except (pdf.Illisible, OSError, SyntaxError, ValueError):
            return {"dessinee": False, "code": "document"}
        se_fermer()
        try:
            image, texte = ouvert(demande["page"])
            octets = _encoder(image)
        except (pdf.Illisible, OSError, SyntaxError, ValueError):
            return {"dessinee": False, "code": "page"}
        while octets:
            octets = octets[os.write(sortie.fileno(), octets) :]
    return {"dessinee": True, "largeur": image.width, "hauteur": image.height, "texte": texte_lisible(texte)}


def _ouvrir(demande):
    """What draws page n of the file, which is open by then."""
    if demande["type"] == "pdf":
        return pdf.ouvrir(demande["chemin"])
    image = Image.open(demande["chemin"], formats=FORMATS[demande["type"]])
    return lambda page: (_sur_blanc(redessiner(image, COTE_D_UNE_IMAGE)), "")


def _sur_blanc(image):
    """Paper shows through what is transparent: a signature scanned without its background stays readable."""
    if image.mode != "RGBA":
        return image
    papier = Image.new("RGB", image.size, "white")
    papier.paste(image, mask=image.getchannel("A"))
    return papier


def _encoder(image):
    """WebP bytes: exact for a page of text, whose greys are rounded to sixteen levels first; else as a photograph.

    A page of text is half the weight that way, and its letters keep their edges.
    """
    arrondie = image.point(lambda valeur: (valeur + NIVEAUX // 2) // NIVEAUX * NIVEAUX)
    est_un_texte = arrondie.getcolors(COULEURS_D_UN_TEXTE) is not None
    options = {"lossless": True, "quality": 20} if est_un_texte else {"quality": 72}
    sortie = io.BytesIO()
    (arrondie if est_un_texte else image).save(sortie, "WEBP", method=2, **options)
    return sortie.getvalue()
