"""A drawing as a list of simple shapes, and its writing in SVG; `image.py` paints the same list."""

from html import escape
from typing import NamedTuple

from .lettres import Lettre, contour


class Rectangles(NamedTuple):
    """Filled rectangles (x, y, width, height) of one colour, with crisp edges."""

    places: tuple[tuple[float, float, float, float], ...]
    couleur: str


class Anneau(NamedTuple):
    """A ring between two radii."""

    x: float
    y: float
    interieur: float
    exterieur: float
    couleur: str


class Traits(NamedTuple):
    """Straight strokes (x1, y1, x2, y2)."""

    segments: tuple[tuple[float, float, float, float], ...]
    epaisseur: float
    couleur: str


class Polygone(NamedTuple):
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    couleur: str


class Texte(NamedTuple):
    """Signs already at their places, of one colour."""

    lettres: tuple[Lettre, ...]
    couleur: str


class Dessin(NamedTuple):
    """Shapes painted in order on a white page of `largeur` × `hauteur` units, printed `millimetres` wide."""

    largeur: int
    hauteur: int
    millimetres: int
    description: str
    formes: tuple


def en_svg(dessin, prefixe):
    """Return the drawing in SVG bytes. `prefixe` keeps its ids apart from those of another one in the same page.

    Each sign is drawn once and referred to; no font, style or script is needed, and the description, the only free
    text, is escaped.
    """
    traces, corps = {}, []
    for forme in dessin.formes:
        corps.append(_forme(forme, traces, prefixe))
    definitions = "".join(
        f'<path id="{nom}" d="{_chemin(contour(signe, graisse))}"/>' for (signe, graisse), nom in traces.items()
    )
    hauteur = dessin.millimetres * dessin.hauteur / dessin.largeur
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {dessin.largeur} {dessin.hauteur}" '
        f'width="{dessin.millimetres}mm" height="{_court(hauteur)}mm" role="img" aria-labelledby="{prefixe}t">'
        f'<title id="{prefixe}t">{escape(dessin.description)}</title><defs>{definitions}</defs>'
        f'<path fill="#fff" d="M0 0h{dessin.largeur}v{dessin.hauteur}H0z"/>{"".join(corps)}</svg>'
    ).encode()


def _forme(forme, traces, prefixe):
    """Write a shape; a text notes in `traces` the signs that it refers to."""
    if isinstance(forme, Texte):
        return f'<g fill="{forme.couleur}">{"".join(_lettre(une, traces, prefixe) for une in forme.lettres)}</g>'
    return PLUMES[type(forme)](forme)


def _rectangles(forme):
    trace = "".join(f"M{_court(x)} {_court(y)}h{_court(w)}v{_court(h)}h-{_court(w)}z" for x, y, w, h in forme.places)
    return f'<path shape-rendering="crispEdges" fill="{forme.couleur}" d="{trace}"/>'


def _anneau(forme):
    rayon, trait = (forme.interieur + forme.exterieur) / 2, forme.exterieur - forme.interieur
    return (
        f'<circle cx="{_court(forme.x)}" cy="{_court(forme.y)}" r="{_court(rayon)}" fill="none" '
        f'stroke="{forme.couleur}" stroke-width="{_court(trait)}"/>'
    )


def _traits(forme):
    trace = "".join(f"M{_court(a)} {_court(b)}L{_court(c)} {_court(d)}" for a, b, c, d in forme.segments)
    return f'<path stroke="{forme.couleur}" stroke-width="{_court(forme.epaisseur)}" d="{trace}"/>'


def _polygone(forme):
    trace = "L".join(f"{_court(x)} {_court(y)}" for x, y in forme.points)
    return f'<path fill="{forme.couleur}" d="M{trace}z"/>'


PLUMES = {Rectangles: _rectangles, Anneau: _anneau, Traits: _traits, Polygone: _polygone}


def _lettre(lettre, traces, prefixe):
    if not contour(lettre.signe, lettre.graisse).chemins:
        return ""
    nom = traces.setdefault((lettre.signe, lettre.graisse), f"{prefixe}{len(traces)}")
    matrice = " ".join([*(_court(v, 4) for v in lettre.matrice[:4]), *(_court(v, 2) for v in lettre.matrice[4:])])
    return f'<use href="#{nom}" transform="matrix({matrice})"/>'


def _chemin(trace):
    return "".join(
        "".join(f"{ordre}{' '.join(str(round(v)) for v in valeurs)}" for ordre, *valeurs in chemin) + "Z"
        for chemin in trace.chemins
    )


def _court(valeur, decimales=2):
    """Write a number without useless digits."""
    return f"{valeur:.{decimales}f}".rstrip("0").rstrip(".") if valeur % 1 else str(int(valeur))
