"""What the raw bytes say, before any parser looks at the file."""

import os

import pylibmagic  # noqa: F401  must be imported before magic: it brings the library

import magic  # isort: skip

from .verdict import Ecart

TYPES_MIME = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
# What libmagic may call each type; "application/octet-stream" is its way of having no opinion.
AVIS_ADMIS = {
    "pdf": {"application/pdf"},
    "jpeg": {"image/jpeg"},
    "png": {"image/png", "image/apng", "image/vnd.mozilla.apng"},
    "webp": {"image/webp"},
    "mp4": {"video/mp4", "video/x-m4v", "video/mpeg4-generic", "video/iso.segment"},
    "webm": {"video/webm", "video/x-matroska"},
}
SANS_OPINION = {"application/octet-stream"}

DEBUT_LU = 1024
QUEUE_LUE = 65_557  # the longest ZIP comment and the record before it
FIN_DE_ZIP = b"PK\x05\x06"
ENTREE_DE_ZIP = b"PK\x01\x02"
BALISES_HTML = (b"<html", b"<!doctype html", b"<script", b"<body", b"<iframe", b"<head")
BALISES_PHP = (b"<?php", b"<?=")

_LIBMAGIC = magic.Magic(mime=True)


def lire_le_debut(chemin):
    with open(chemin, "rb") as flux:
        return flux.read(DEBUT_LU)


def type_par_signature(debut):
    """The one accepted type whose signature stands at byte 0, or None."""
    if debut.startswith(b"%PDF-"):
        return "pdf"
    if debut.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if debut.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if debut[:4] == b"RIFF" and debut[8:12] == b"WEBP":
        return "webp"
    if debut[4:8] == b"ftyp":
        return "mp4"
    if debut.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm"
    return None


def nature_refusee(debut):
    """The code of a kind of file that no slot takes, or None. Only chooses the clearest sentence."""
    texte = debut.lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
    if debut.startswith((b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")):
        return "fichier_executable"
    if debut.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "fichier_bureautique"
    if debut.startswith((b"PK\x03\x04", FIN_DE_ZIP)):
        bureautique = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis", b"word/", b"xl/", b"ppt/", b"_rels/")
        return "fichier_bureautique" if any(trace in debut for trace in bureautique) else "fichier_archive"
    if debut.startswith((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        return "fichier_archive"
    if b"<svg" in texte:
        return "fichier_svg"
    if texte.startswith(BALISES_HTML + BALISES_PHP):
        return "fichier_html"
    if b"%pdf-" in texte:
        return "fichier_signature_decalee"
    return None


def verifier_la_nature(chemin, type_promis):
    """Refuse an empty file, one whose first bytes are not those of its extension, one with a ZIP behind it."""
    debut = lire_le_debut(chemin)
    if not debut:
        raise Ecart("fichier_vide")
    trouve = type_par_signature(debut)
    if trouve is None:
        raise Ecart(nature_refusee(debut) or "fichier_contenu_different", attendu=type_promis)
    if trouve != type_promis:
        raise Ecart("fichier_contenu_different", attendu=type_promis, trouve=trouve)
    if type_promis not in ("mp4", "webm") and a_un_zip_en_queue(chemin):
        raise Ecart("fichier_zip_en_queue")


def a_un_zip_en_queue(chemin):
    """True if an unzipping tool would open the file: a ZIP directory ends in its last 64 KiB.

    Both records are asked for: four bytes alone turn up by chance in compressed images.
    """
    with open(chemin, "rb") as flux:
        flux.seek(0, os.SEEK_END)
        taille = flux.tell()
        flux.seek(max(0, taille - QUEUE_LUE))
        queue = flux.read()
        position = queue.rfind(FIN_DE_ZIP)
        while position >= 0:
            fin = queue[position : position + 22]
            octets_du_repertoire = int.from_bytes(fin[12:16], "little")
            debut_du_repertoire = taille - len(queue) + position - octets_du_repertoire
            if len(fin) == 22 and fin[4:22] == bytes(18):
                return True  # an empty archive
            if ENTREE_DE_ZIP in queue[:position] or b"PK\x06\x07" in queue[:position]:
                return True
            if debut_du_repertoire >= 0:
                flux.seek(debut_du_repertoire)
                if octets_du_repertoire and flux.read(4) == ENTREE_DE_ZIP:
                    return True
            position = queue.rfind(FIN_DE_ZIP, 0, position)
    return False


def verifier_l_avis_de_libmagic(chemin, type_promis):
    """Refuse a file that libmagic takes for something else. A hint: it is fooled easily, so it never admits."""
    avis = _LIBMAGIC.from_file(str(chemin))
    if avis not in AVIS_ADMIS[type_promis] | SANS_OPINION:
        raise Ecart("fichier_contenu_different", attendu=type_promis, trouve=avis)
