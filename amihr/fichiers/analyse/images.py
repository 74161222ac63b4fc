"""Scans and logos: size read before decoding, decoded whole, and the logo re-encoded for display."""

import io
import zlib

from PIL import Image, UnidentifiedImageError

from amihr.fichiers.redessin import redessiner

from .verdict import Ecart

COTE_DU_DERIVE = 800
FORMATS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}

# Our own limits, checked before decoding, are the rule: Pillow's would answer another word for the same thing.
Image.MAX_IMAGE_PIXELS = None


def examiner(demande):
    """Check one image and, when asked, write its derivative.

    Refuses, in this order: a PNG text or colour chunk that inflates too far, sides or pixels beyond the limits
    (nothing is decoded yet), several frames in a logo, an image that does not decode to its end.
    """
    limites = demande["limites"]
    if demande["type"] == "png":
        _verifier_les_blocs_png(demande["chemin"], limites["bloc_max"])
    try:
        with Image.open(demande["chemin"], formats=FORMATS[demande["type"]]) as image:
            largeur, hauteur = image.size
            _verifier_les_dimensions(largeur, hauteur, limites)
            if limites["images_max"] and getattr(image, "n_frames", 1) > limites["images_max"]:
                raise Ecart("image_animee")
            image.load()
            if demande.get("derive"):
                redessiner(image, COTE_DU_DERIVE).save(demande["derive"], "PNG")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, zlib.error) as erreur:
        raise Ecart("fichier_tronque" if "truncated" in str(erreur) else "fichier_illisible") from erreur
    return {"pages": 1, "largeur": largeur, "hauteur": hauteur}


def _verifier_les_dimensions(largeur, hauteur, limites):
    faits = {"largeur": largeur, "hauteur": hauteur}
    if min(largeur, hauteur) < limites["cote_min"]:
        raise Ecart("image_trop_petite", minimum=limites["cote_min"], **faits)
    if max(largeur, hauteur) > limites["cote_max"] or largeur * hauteur > limites["pixels_max"]:
        raise Ecart("image_trop_grande", maximum=limites["cote_max"], **faits)


def _verifier_les_blocs_png(chemin, maximum):
    """Inflate each text and colour chunk up to the limit, without keeping it."""
    with open(chemin, "rb") as flux:
        flux.seek(8)
        while len(tete := flux.read(8)) == 8:
            longueur, nom = int.from_bytes(tete[:4], "big"), tete[4:]
            if nom in (b"tEXt", b"zTXt", b"iTXt", b"iCCP"):
                _verifier_un_bloc(nom, flux.read(longueur), maximum)
                flux.seek(4, io.SEEK_CUR)
            else:
                flux.seek(longueur + 4, io.SEEK_CUR)
            if nom == b"IEND":
                return


def _verifier_un_bloc(nom, contenu, maximum):
    comprime = contenu
    if nom in (b"zTXt", b"iCCP"):
        comprime = contenu.partition(b"\0")[2][1:]
    elif nom == b"iTXt":
        suite = contenu.partition(b"\0")[2]
        comprime = suite[2:].partition(b"\0")[2].partition(b"\0")[2] if suite[:1] == b"\1" else contenu
    if len(comprime) > maximum:
        raise Ecart("image_bloc_gonfle")
    if comprime is contenu:
        return
    try:
        if len(zlib.decompressobj().decompress(comprime, maximum + 1)) > maximum:
            raise Ecart("image_bloc_gonfle")
    except zlib.error:
        return  # a spoilt comment: Pillow says whether the image itself is readable
