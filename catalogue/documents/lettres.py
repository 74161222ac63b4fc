"""Text as outlines of the site's font, so that a drawing looks the same where the font is not installed."""

import math
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from django.contrib.staticfiles import finders
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

POLICES = (
    "police/instrument-sans-latin-wght-normal.woff2",
    "police/instrument-sans-latin-ext-wght-normal.woff2",
)
CADRATIN = 1000  # units of the font's square, the same in both files
GRAS, MOYEN = 700, 500


class Contour(NamedTuple):
    """The outline of a sign: its advance, and closed paths of ("M" | "L" | "Q", points…)."""

    chasse: float
    chemins: tuple[tuple[tuple, ...], ...]


class Lettre(NamedTuple):
    """A sign at its place: the matrix (a, b, c, d, e, f) takes the font's units to the drawing's."""

    signe: str
    graisse: int
    matrice: tuple[float, float, float, float, float, float]


def nettoyer(texte):
    """Return a text without what cannot be drawn: controls, marks of direction, runs of spaces."""
    visibles = (" " if signe.isspace() else signe for signe in unicodedata.normalize("NFC", texte))
    return " ".join("".join(s for s in visibles if not unicodedata.category(s).startswith("C")).split())


@lru_cache(maxsize=2048)
def contour(signe, graisse):
    """Return the Contour of a sign.

    A sign that the font lacks loses its accents, then becomes the font's empty box: never an error.
    """
    for candidat in (signe, unicodedata.normalize("NFKD", signe)[:1]):
        for chemin in POLICES:
            if nom := _noms(chemin).get(ord(candidat)):
                return _tracer(chemin, graisse, nom)
    return _tracer(POLICES[0], graisse, ".notdef")


def largeur(texte, taille, graisse, interlettre=0.0):
    """Return the width of a line of text."""
    chasses = sum(contour(signe, graisse).chasse for signe in texte)
    return chasses * taille / CADRATIN + interlettre * max(len(texte) - 1, 0)


def ligne(texte, x, y, taille, graisse=GRAS, *, centree=True, interlettre=0.0):
    """Return the Lettres of a line whose baseline is at y, centred on x or starting there."""
    echelle, lettres = taille / CADRATIN, []
    if centree:
        x -= largeur(texte, taille, graisse, interlettre) / 2
    for signe in texte:
        lettres.append(Lettre(signe, graisse, (echelle, 0, 0, -echelle, x, y)))
        x += contour(signe, graisse).chasse * echelle + interlettre
    return tuple(lettres)


def arc(texte, centre, rayon, taille, *, milieu=0.0, interlettre=0.0, vers_l_interieur=False):
    """Return the Lettres of a text set on a circle, bold, around the angle `milieu` (0: the top)."""
    (cx, cy), sens, lettres = centre, -1 if vers_l_interieur else 1, []
    angle = milieu - sens * largeur(texte, taille, GRAS, interlettre) / 2 / rayon
    for signe in texte:
        avance = contour(signe, GRAS).chasse * taille / CADRATIN
        angle += sens * avance / 2 / rayon
        tour = angle + (math.pi if vers_l_interieur else 0)
        px, py = cx + rayon * math.sin(angle), cy - rayon * math.cos(angle)
        lettres.append(_tournee(signe, taille / CADRATIN, tour, px, py, avance / 2))
        angle += sens * (avance / 2 + interlettre) / rayon
    return tuple(lettres)


def pencher(lettres, angle, cx, cy):
    """Return the same Lettres turned around a point."""
    c, s = math.cos(angle), math.sin(angle)
    penchees = []
    for signe, graisse, (a, b, e, f, x, y) in lettres:
        dx, dy = x - cx, y - cy
        matrice = (
            a * c - b * s,
            a * s + b * c,
            e * c - f * s,
            e * s + f * c,
            cx + dx * c - dy * s,
            cy + dx * s + dy * c,
        )
        penchees.append(Lettre(signe, graisse, matrice))
    return tuple(penchees)


def _tournee(signe, echelle, tour, x, y, recul):
    c, s = math.cos(tour), math.sin(tour)
    return Lettre(signe, GRAS, (echelle * c, echelle * s, echelle * s, -echelle * c, x - recul * c, y - recul * s))


@cache
def _police(chemin):
    return TTFont(finders.find(chemin), lazy=True)


@cache
def _noms(chemin):
    return _police(chemin).getBestCmap()


@cache
def _signes(chemin, graisse):
    return _police(chemin).getGlyphSet(location={"wght": graisse})


def _tracer(chemin, graisse, nom):
    signes = _signes(chemin, graisse)
    plume = _Plume(signes)
    signes[nom].draw(plume)
    return Contour(signes[nom].width, tuple(map(tuple, plume.chemins)))


class _Plume(BasePen):
    """Records closed paths; the font has straight and quadratic segments only."""

    def __init__(self, signes):
        super().__init__(signes)
        self.chemins = []

    def _moveTo(self, point):
        self.chemins.append([("M", *point)])

    def _lineTo(self, point):
        self.chemins[-1].append(("L", *point))

    def _qCurveToOne(self, controle, point):
        self.chemins[-1].append(("Q", *controle, *point))
