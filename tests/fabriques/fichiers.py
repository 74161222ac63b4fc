"""Files whose pages are drawn, without drawing them: rows, and an image of one pixel in the storage."""

import hashlib
import io

from django.core.files.base import File
from django.core.files.storage import default_storage
from PIL import Image

from amihr.fichiers.models import Dessin, PageDessinee

from .editions import PENDANT


def _un_pixel():
    sortie = io.BytesIO()
    Image.new("RGB", (1, 1), "white").save(sortie, "WEBP")
    return sortie.getvalue()


PIXEL = _un_pixel()


def dessine(fichier, *, pages=None, texte="Texte de la page", instant=PENDANT):
    """Every page of a file drawn: `pages` (default: those of the file), each with the same text. Returns them."""
    Dessin.objects.create(fichier=fichier, demande_le=instant, avance_le=instant, acheve_le=instant)
    faits = {"largeur": 1240, "hauteur": 1754, "taille": len(PIXEL), "sha256": hashlib.sha256(PIXEL).hexdigest()}
    rangees = [
        PageDessinee(
            fichier=fichier, numero=numero, cle=default_storage.save(f"{fichier.cle}-{numero}", File(io.BytesIO(PIXEL))),
            texte=texte, **faits,
        )
        for numero in range(1, (pages or fichier.pages or 1) + 1)
    ]  # fmt: skip
    return PageDessinee.objects.bulk_create(rangees)
