"""A drawing painted in PNG by Pillow alone, from the same shapes and outlines as its SVG.

A web worker answers the badge of the day without WeasyPrint, a browser or a system library.
"""

from collections import defaultdict
from io import BytesIO
from itertools import pairwise
from math import ceil

from PIL import Image, ImageDraw

from .dessin import Anneau, Polygone, Rectangles, Texte, Traits
from .lettres import contour

AGRANDISSEMENT = 2  # pixels of the image per unit of the drawing
FINESSE = 2  # painted that much larger, then reduced: smooth edges
PAS_DE_COURBE = (0.25, 0.5, 0.75, 1.0)
POUCE = 25.4


def en_png(dessin):
    """Return the drawing in PNG bytes, two pixels per unit, with its size in print."""
    echelle = AGRANDISSEMENT * FINESSE
    toile = Image.new("RGB", (dessin.largeur * echelle, dessin.hauteur * echelle), "#fff")
    pinceau = ImageDraw.Draw(toile)
    for forme in dessin.formes:
        PINCEAUX[type(forme)](pinceau, forme, echelle)
    image = toile.reduce(FINESSE).quantize(128, dither=Image.Dither.NONE)
    resolution = image.width / dessin.millimetres * POUCE
    octets = BytesIO()
    image.save(octets, "PNG", dpi=(resolution, resolution))
    return octets.getvalue()


def _rectangles(pinceau, forme, echelle):
    for x, y, w, h in forme.places:
        gauche, haut, droite, bas = (round(v * echelle) for v in (x, y, x + w, y + h))
        pinceau.rectangle((gauche, haut, droite - 1, bas - 1), fill=forme.couleur)


def _anneau(pinceau, forme, echelle):
    centre, rayon = (forme.x * echelle, forme.y * echelle), forme.exterieur * echelle
    epaisseur = round((forme.exterieur - forme.interieur) * echelle)
    pinceau.circle(centre, rayon, outline=forme.couleur, width=epaisseur)


def _traits(pinceau, forme, echelle):
    for segment in forme.segments:
        pinceau.line([v * echelle for v in segment], fill=forme.couleur, width=round(forme.epaisseur * echelle))


def _polygone(pinceau, forme, echelle):
    pinceau.polygon([(x * echelle, y * echelle) for x, y in forme.points], fill=forme.couleur)


def _texte(pinceau, forme, echelle):
    for lettre in forme.lettres:
        _peindre_la_lettre(pinceau, lettre, forme.couleur, echelle)


PINCEAUX = {Rectangles: _rectangles, Anneau: _anneau, Traits: _traits, Polygone: _polygone, Texte: _texte}


def _peindre_la_lettre(pinceau, lettre, couleur, echelle):
    """Fill a sign row by row wherever its outlines wind around.

    The font's outlines overlap and cross themselves (N, 4): Pillow's own filling would pierce them.
    """
    croisements = defaultdict(list)
    for chemin in contour(lettre.signe, lettre.graisse).chemins:
        points = _aplatir(chemin, lettre.matrice, echelle)
        for (x1, y1), (x2, y2) in pairwise([*points, points[0]]):
            sens, (xh, yh, xb, yb) = (1, (x1, y1, x2, y2)) if y1 < y2 else (-1, (x2, y2, x1, y1))
            for rangee in range(ceil(yh - 0.5), ceil(yb - 0.5)):
                croisements[rangee].append((xh + (rangee + 0.5 - yh) * (xb - xh) / (yb - yh), sens))
    for rangee, bords in croisements.items():
        bords.sort()
        enroulement = 0
        for (gauche, sens), (droite, _) in pairwise(bords):
            enroulement += sens
            debut, fin = ceil(gauche - 0.5), ceil(droite - 0.5) - 1
            if enroulement and debut <= fin:
                pinceau.line((debut, rangee, fin, rangee), fill=couleur)


def _aplatir(chemin, matrice, echelle):
    """Return the points of a closed path in the image, curves cut into straight pieces."""
    a, b, c, d, e, f = (valeur * echelle for valeur in matrice)
    points = []
    for ordre, *valeurs in chemin:
        if ordre == "Q":
            x0, y0 = points[-1]
            x1, y1, x2, y2 = valeurs
            points += [
                (
                    (1 - t) ** 2 * x0 + 2 * t * (1 - t) * x1 + t * t * x2,
                    (1 - t) ** 2 * y0 + 2 * t * (1 - t) * y1 + t * t * y2,
                )
                for t in PAS_DE_COURBE
            ]
        else:
            points.append(tuple(valeurs))
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
