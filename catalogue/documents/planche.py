"""The macaron on a page of its own, in PDF. Apart from `macaron.py`: only tasks make PDF."""

from math import ceil

from amihr.socle import codes, qr
from amihr.socle.pdf import rendre

from .macaron import LARGEUR, MILLIMETRES, decrire, macaron_svg, module_du_qr

QR_MINIMUM = 20  # millimetres


def planche_du_macaron(macaron, edition):
    """Return the PDF page of a macaron; `edition` has `nom` and `sous_titre`."""
    contexte = {
        "edition": edition,
        "macaron": macaron,
        "code": codes.ecrire(macaron.code),
        "largeur": MILLIMETRES,
        "minimum": largeur_minimale(macaron.adresse),
        "description": decrire(macaron),
    }
    return rendre("documents/macaron.html", contexte, images={"macaron.svg": macaron_svg(macaron)})


def largeur_minimale(adresse):
    """Return the width in whole millimetres under which the QR code would be smaller than 20 mm."""
    cote = module_du_qr(adresse) * len(qr.modules(adresse))
    return ceil(QR_MINIMUM * LARGEUR / cote)
