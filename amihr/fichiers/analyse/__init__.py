"""The parser of foreign files: runs in its own limited subprocess, imports no Django and no other room.

`analyser()` is what the subprocess runs; the site calls `amihr.fichiers.sous_processus` instead.
"""

from . import brut, images, pdf, videos
from .verdict import Ecart

EXAMENS = {
    "pdf": pdf.examiner,
    "jpeg": images.examiner,
    "png": images.examiner,
    "webp": images.examiner,
    "mp4": videos.examiner,
    "webm": videos.examiner,
}


def analyser(demande):
    """Look at one file and say what it is, or why it is refused.

    `demande`: chemin, type (what the extension promises), limites (dict of integers), derive (path of the
    re-encoded image to write, or None). Returns a dict ready for JSON: `{"admis": True, type_mime, pages,
    largeur, hauteur}` or `{"admis": False, "code", "details"}`. Raises only what the machine does
    (memory, disk): the caller reads these as "could not be analysed".
    """
    try:
        brut.verifier_la_nature(demande["chemin"], demande["type"])
        faits = EXAMENS[demande["type"]](demande)
        brut.verifier_l_avis_de_libmagic(demande["chemin"], demande["type"])
    except Ecart as ecart:
        return {"admis": False, "code": ecart.code, "details": ecart.details}
    return {"admis": True, "type_mime": brut.TYPES_MIME[demande["type"]], **faits}
