"""Makers of images and of containers of videos."""

import io
import struct
import zlib

from PIL import Image, ImageCms, PngImagePlugin


def dessin(mode="RGB", taille=(300, 200)):
    """A gradient in the mode asked for."""
    gris = Image.linear_gradient("L").resize(taille)
    if mode == "I;16":
        return Image.frombytes("I;16", taille, b"".join(struct.pack("<H", octet * 257) for octet in gris.tobytes()))
    if mode == "LA":
        return gris.convert("LA")
    return gris if mode == "L" else Image.merge("RGB", (gris, gris.rotate(180), gris)).convert(mode)


def image(format_, mode="RGB", taille=(300, 200), **options):
    sortie = io.BytesIO()
    dessin(mode, taille).save(sortie, format_, **options)
    return sortie.getvalue()


def transparente(format_, **options):
    avec_alpha = dessin("RGBA")
    avec_alpha.putalpha(dessin("L"))
    sortie = io.BytesIO()
    avec_alpha.save(sortie, format_, **options)
    return sortie.getvalue()


def photo_tournee(**autres):
    """A JPEG whose EXIF says « quarter turn », with a place that must not be shown."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "CANARI-EXIF"
    return image("JPEG", exif=exif, **autres)


def avec_profil(format_, mode="RGB"):
    return image(format_, mode, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


def avec_texte(texte, comprime=True):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", texte, zip=comprime)
    return image("PNG", pnginfo=notes)


def animee(format_, **options):
    images = [dessin("RGB"), dessin("RGB").rotate(90), dessin("RGB").rotate(180)]
    sortie = io.BytesIO()
    images[0].save(sortie, format_, save_all=True, append_images=images[1:], **options)
    return sortie.getvalue()


def bloc(nom, contenu):
    return struct.pack("!I", len(contenu)) + nom + contenu + struct.pack("!I", zlib.crc32(nom + contenu))


def png_annonce(largeur, hauteur):
    """A PNG that announces its size and holds almost nothing: it must be refused before decoding."""
    entete = struct.pack("!IIBBBBB", largeur, hauteur, 8, 2, 0, 0, 0)
    debut = b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", entete)
    return debut + bloc(b"IDAT", zlib.compress(bytes(1000))) + bloc(b"IEND", b"")


def png_noir(largeur, hauteur):
    """A true black PNG of 1 bit a pixel: a few kB that become one byte a pixel in memory."""
    rangees = bytes(hauteur * (1 + (largeur + 7) // 8))
    entete = struct.pack("!IIBBBBB", largeur, hauteur, 1, 0, 0, 0, 0)
    debut = b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", entete)
    return debut + bloc(b"IDAT", zlib.compress(rangees, 1)) + bloc(b"IEND", b"")


def png_avec_bloc(nom, contenu):
    """An ordinary PNG with one more chunk after its header."""
    octets = image("PNG")
    return octets[:33] + bloc(nom, contenu) + octets[33:]


def png_seize_bits_couleur():
    """A PNG of 16 bits a channel, which Pillow reads but does not write."""
    largeur = hauteur = 100
    rangee = b"\0" + b"".join(struct.pack("!HHH", x * 650, 65_535 - x * 650, 30_000) for x in range(largeur))
    entete = struct.pack("!IIBBBBB", largeur, hauteur, 16, 2, 0, 0, 0)
    debut = b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", entete)
    return debut + bloc(b"IDAT", zlib.compress(rangee * hauteur)) + bloc(b"IEND", b"")


def png_entrelace():
    """A white PNG whose rows come in seven passes, which Pillow reads but does not write."""
    cote, passes = (
        64,
        ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
    )
    rangees = b"".join(
        (b"\0" + b"\xff" * len(range(x, cote, pas_x))) * len(range(y, cote, pas_y)) for x, y, pas_x, pas_y in passes
    )
    entete = struct.pack("!IIBBBBB", cote, cote, 8, 0, 0, 0, 1)
    debut = b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", entete)
    return debut + bloc(b"IDAT", zlib.compress(rangees)) + bloc(b"IEND", b"")


def mp4(marque):
    boite = b"ftyp" + marque + struct.pack("!I", 512) + b"isomiso2mp41"
    return struct.pack("!I", len(boite) + 4) + boite + struct.pack("!I", 1032) + b"mdat" + bytes(1024)


def matroska(nature):
    contenu = b"\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08"
    contenu += b"\x42\x82" + bytes([0x80 | len(nature)]) + nature + b"\x42\x87\x81\x04\x42\x85\x81\x02"
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(contenu)]) + contenu + b"\x18\x53\x80\x67" + bytes(1024)
