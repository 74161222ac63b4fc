"""Videos: the signature of the container only. Nothing here decodes them."""

from . import brut
from .verdict import Ecart

# "qt  " (QuickTime) and the image brands (heic, avif) share the container but are not MP4 films.
MARQUES_MP4 = frozenset(
    {b"isom", b"mp41", b"mp42", b"mp71", b"avc1", b"dash", b"M4V ", b"M4VP", b"MSNV", b"f4v ", b"3gp4", b"3gp5"}
    | {b"iso%d" % rang for rang in range(2, 10)}
)


def examiner(demande):
    """Accept an MP4 whose main brand is a film, a WebM whose DocType says so. Promises nothing of the content."""
    debut = brut.lire_le_debut(demande["chemin"])
    admis = _est_un_mp4(debut) if demande["type"] == "mp4" else _est_un_webm(debut)
    if not admis:
        raise Ecart("video_conteneur", attendu=demande["type"])
    return {"pages": None, "largeur": None, "hauteur": None}


def _est_un_mp4(debut):
    longueur = int.from_bytes(debut[:4], "big")
    return longueur >= 16 and debut[8:12] in MARQUES_MP4


def _est_un_webm(debut):
    # EBML header: element 0x4282 is DocType, then its one-byte length (0x80 | 4), then the word.
    return b"\x42\x82\x84webm" in debut[:128]
