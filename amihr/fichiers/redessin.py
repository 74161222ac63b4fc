"""An image drawn again for display. Imports nothing of the site: it runs in the limited subprocesses."""

import io

from PIL import Image, ImageCms, ImageOps


def redessiner(image, cote):
    """The image as RGB or RGBA, at most `cote` pixels a side, upright, in sRGB, with none of its metadata."""
    couleurs = image.info.get("icc_profile")
    image.thumbnail((cote, cote), Image.Resampling.LANCZOS)
    image = ImageOps.exif_transpose(image)
    image = _en_huit_bits(image)
    if couleurs:
        image = _en_srgb(image, couleurs)
    transparente = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    image = image.convert("RGBA" if transparente else "RGB")
    image.info = {}
    return image


def _en_huit_bits(image):
    """Pillow clips 16-bit greys to white when it converts them: scale them first."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda valeur: valeur * (1 / 256)).convert("L")
    return image


def _en_srgb(image, couleurs):
    """The colours that the profile means; a broken profile leaves the numbers as they are."""
    if image.mode not in ("RGB", "CMYK", "RGBA"):
        return image
    sortie = "RGB" if image.mode == "CMYK" else image.mode
    try:
        profil = ImageCms.ImageCmsProfile(io.BytesIO(couleurs))
        return ImageCms.profileToProfile(image, profil, ImageCms.createProfile("sRGB"), outputMode=sortie)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
