"""The dated macaron of a label (R37): two variants, four states, one drawing for SVG, PNG and PDF.

Nothing of an edition is written here (see R50): its words come from `edition.macaron`.
"""

import math
import random
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import product

from amihr.socle import codes, qr
from amihr.socle.textes import date_longue
from catalogue.regles.duree import EtatDuLabel

from .dessin import Anneau, Dessin, Polygone, Rectangles, Texte, Traits, en_svg
from .image import en_png
from .lettres import GRAS, MOYEN, arc, largeur, ligne, nettoyer, pencher

LARGEUR, HAUTEUR = 480, 600
MILLIMETRES = 100  # printed width: the QR code, at least 108 units, is then wider than 22 mm
CENTRE, COURONNE, DISQUE = (240, 232), 216, 152
ENCRE, BLANC, GRIS = "#083a45", "#fff", "#465a5d"
NOIR_DU_QR = "#10262c"
QR_MAXIMUM = 118
LARGEUR_DES_NOMS, HAUTEUR_DES_NOMS = 272, 106
INTERLIGNE, ENTRE_LES_NOMS = 1.14, 8
TOUR_DES_MOTS = {"haut": 3.5, "bas": 2.4}  # radians that the words of the crown may take
TEINTES = {
    "label": (ENCRE, "#2f7483", "#a8125a", "#c94b83", "#dfe8e7", "#bccccb", "#d9b36c", "#7d0c42"),
    "coeur": ("#7d0c42", "#c94b83", "#e8a9c4", "#a8125a", "#f4f7f6", "#fbedf3", "#d9b36c", "#e8a9c4"),
    "eteint": (GRIS, "#7d8d8f", "#97a5a6", "#b0bbbc", "#e6eaea", "#cfd6d6", "#c0c9c9", "#7d8d8f"),
}
FOND_COEUR = "#7d0c42"
BANDES = {EtatDuLabel.A_VENIR: "#0b5566", EtatDuLabel.EXPIRE: "#704800", EtatDuLabel.RETIRE: "#a31d17"}
PENTE = math.radians(-7)
GARDES = 64  # drawings kept per worker: the state of the day is part of what is asked, so that none is stale


@dataclass(frozen=True, slots=True)
class Mots:
    """The words of an edition for one variant.

    `titre` and `libelle` are read by those who do not see; `couronne` and `mention` stand around; `validite` and
    `verifier` are the small lines.
    """

    titre: str
    couronne: str
    mention: str
    libelle: str
    validite: str
    verifier: str

    @classmethod
    def de(cls, reglages, est_coup_de_coeur):
        """Return the words found in `edition.macaron`."""
        variante = reglages["variantes"]["coup_de_coeur" if est_coup_de_coeur else "label"]
        communs = {nom: reglages[nom] for nom in ("titre", "couronne", "validite", "verifier")}
        return cls(mention=variante["mention"], libelle=variante["libelle"], **communs)


@dataclass(frozen=True, slots=True)
class Macaron:
    """What a macaron says of a label on the day it is drawn. `adresse` is that of its verification."""

    mots: Mots
    solution: str
    titulaire: str
    millesime: str
    debut: date
    fin: date
    code: str
    adresse: str
    est_coup_de_coeur: bool = False
    etat: EtatDuLabel = EtatDuLabel.ACTIF
    retire_le: date | None = None

    def __post_init__(self):
        """Refuse a withdrawn macaron without the day of the withdrawal: the image says it."""
        if self.etat == EtatDuLabel.RETIRE and self.retire_le is None:
            raise ValueError("un macaron retiré porte la date du retrait")


@lru_cache(maxsize=GARDES)
def macaron_svg(macaron):
    """Return the SVG bytes of a macaron, text as outlines."""
    return en_svg(dessiner(macaron), f"m{macaron.code.lower()}-")


@lru_cache(maxsize=GARDES)
def macaron_png(macaron):
    """Return the PNG bytes of a macaron, two pixels per unit of the drawing."""
    return en_png(dessiner(macaron))


def decrire(macaron):
    """Return what the image says, for those who do not see it: variant, names, dates, state."""
    etats = {
        EtatDuLabel.ACTIF: f"Valable du {date_longue(macaron.debut)} au {date_longue(macaron.fin)}",
        EtatDuLabel.A_VENIR: f"À venir\u00a0: valable à partir du {date_longue(macaron.debut)}",
        EtatDuLabel.EXPIRE: f"Expiré\u00a0: a pris fin le {date_longue(macaron.fin)}",
        EtatDuLabel.RETIRE: f"Retiré le {date_longue(macaron.retire_le)}",
    }
    qui = f"{nettoyer(macaron.solution)}, {nettoyer(macaron.titulaire)}"
    return (
        f"{macaron.mots.titre} ({macaron.mots.libelle})\u00a0: {qui}. {etats[macaron.etat]}. "
        f"{macaron.mots.verifier}\u00a0: {macaron.adresse}"
    )


def dessiner(macaron):
    """Return the Dessin of a macaron."""
    fond, teintes = _couleurs(macaron)
    formes = (
        *_mosaique(teintes),
        *_couronne(macaron.mots, fond),
        *_noms(macaron),
        Texte(ligne(nettoyer(macaron.millesime), CENTRE[0], 338, 60), fond),
        Texte(ligne(nettoyer(macaron.mots.validite), CENTRE[0], 364, 16, MOYEN), ENCRE),
        *_bande(macaron),
        *_cartouche(macaron),
    )
    return Dessin(LARGEUR, HAUTEUR, MILLIMETRES, decrire(macaron), formes)


def _couleurs(macaron):
    if macaron.etat in (EtatDuLabel.EXPIRE, EtatDuLabel.RETIRE):
        return GRIS, TEINTES["eteint"]
    return (FOND_COEUR, TEINTES["coeur"]) if macaron.est_coup_de_coeur else (ENCRE, TEINTES["label"])


@cache
def _mosaique(teintes):
    """Return large tiles on the left, small ones on the right: an image whose pixels get finer."""
    hasard, places = random.Random(7), {}  # noqa: S311 (a picture, always the same)
    gauche, haut, droite, bas = 88, 80, 392, 176

    def carreler(x, y, cote):
        limite = 48 * max(0, 1 - (x + cote / 2 - gauche) / (droite - gauche)) ** 1.35 + 5
        if x >= droite or y >= bas:
            return
        if cote > max(limite, 5.9):
            moitie = cote / 2
            for dx, dy in ((0, 0), (0, moitie), (moitie, 0), (moitie, moitie)):
                carreler(x + dx, y + dy, moitie)
            return
        onde = math.sin((x + cote / 2) / 38) * 15 + y + cote / 2 - (haut + bas) / 2 - 6
        if abs(onde) < 15:
            teinte = teintes[0] if abs(onde) > 8 else teintes[1]
        else:
            teinte = hasard.choices(teintes[2:], weights=(5, 4, 3, 3, 4, 2))[0]
        places.setdefault(teinte, []).append((x, y, min(cote, droite - x), min(cote, bas - y)))

    for x in range(gauche, droite, 48):
        for y in range(haut, bas, 48):
            carreler(x, y, 48)
    reglure = Rectangles(((80, 174, 320, 3),), teintes[0])
    return (*(Rectangles(tuple(v), teinte) for teinte, v in places.items()), reglure)


def _couronne(mots, fond):
    x, y = CENTRE
    graduations = tuple(
        (x + 198 * math.sin(a), y - 198 * math.cos(a), x + 206 * math.sin(a), y - 206 * math.cos(a))
        for a in (math.radians(degre) for degre in range(0, 360, 3))
    )
    haut, bas = (nettoyer(mots.couronne).upper(), nettoyer(mots.mention).upper())
    return (
        Anneau(x, y, DISQUE, COURONNE, fond),
        Anneau(x, y, 205, 207, BLANC),
        Anneau(x, y, DISQUE - 2, DISQUE + 2, BLANC),
        Traits(graduations, 1.6, BLANC),
        Texte(arc(haut, CENTRE, 169, _taille_en_arc(haut, 169, "haut"), interlettre=2.6), BLANC),
        Texte(
            arc(
                bas,
                CENTRE,
                190,
                _taille_en_arc(bas, 190, "bas"),
                milieu=math.pi,
                interlettre=2.6,
                vers_l_interieur=True,
            ),
            BLANC,
        ),
    )


def _taille_en_arc(texte, rayon, place):
    lettres = largeur(texte, 1, 700) or 1
    return min(25, (TOUR_DES_MOTS[place] * rayon - 2.6 * len(texte)) / lettres)


def _noms(macaron):
    """Return the two names, as large as they can be, in the space between the mosaic and the year."""
    blocs = _ajuster(nettoyer(macaron.solution), nettoyer(macaron.titulaire))
    y, formes = 236 - _hauteur(blocs) / 2, []
    for taille, graisse, lignes in blocs:
        for texte in lignes:
            formes.append(Texte(ligne(texte, CENTRE[0], y + taille * 0.82, taille, graisse), ENCRE))
            y += taille * INTERLIGNE
        y += ENTRE_LES_NOMS
    return formes


def _hauteur(blocs):
    return sum(taille * INTERLIGNE * len(lignes) for taille, _, lignes in blocs) + ENTRE_LES_NOMS


def _ajuster(solution, titulaire):
    """Return (size, weight, lines) of both names: the largest that fit whole, else the smallest, cut short."""
    for grande, petite in product((38, 34, 30, 26, 23, 20, 17), (19, 17, 15, 13)):
        blocs = tuple(
            (taille, graisse, _couper(texte, graisse, taille))
            for texte, taille, graisse in ((solution, grande, GRAS), (titulaire, petite, MOYEN))
        )
        entiers = all(_mots_entiers(texte, bloc) for texte, bloc in zip((solution, titulaire), blocs, strict=True))
        if entiers and petite <= grande * 0.75 and _hauteur(blocs) <= HAUTEUR_DES_NOMS:
            return blocs
    return (17, GRAS, _abreger(solution, GRAS, 17, 3)), (13, MOYEN, _abreger(titulaire, MOYEN, 13, 2))


def _mots_entiers(texte, bloc):
    taille, graisse, _ = bloc
    return all(largeur(mot, taille, graisse) <= LARGEUR_DES_NOMS for mot in texte.split())


def _abreger(texte, graisse, taille, lignes_maximum):
    """Return at most that many lines, the last one ended by an ellipsis if something is left out."""
    lignes = _couper(texte, graisse, taille)
    if len(lignes) <= lignes_maximum:
        return lignes
    derniere = lignes[lignes_maximum - 1]
    while largeur(f"{derniere}…", taille, graisse) > LARGEUR_DES_NOMS:
        derniere = derniere[:-1]
    return [*lignes[: lignes_maximum - 1], f"{derniere.rstrip()}…"]


def _couper(texte, graisse, taille):
    """Return the lines of a text, broken at spaces, and inside a word only if it is too long by itself."""
    lignes = [""]
    for mot in texte.split():
        essai = f"{lignes[-1]} {mot}".strip()
        if largeur(essai, taille, graisse) <= LARGEUR_DES_NOMS:
            lignes[-1] = essai
            continue
        if lignes[-1]:
            lignes.append("")
        for signe in mot:
            if largeur(lignes[-1] + signe, taille, graisse) > LARGEUR_DES_NOMS:
                lignes.append("")
            lignes[-1] += signe
    return lignes


def _bande(macaron):
    """Return the band across the macaron of a label that is not in force; nothing for one that is."""
    if macaron.etat == EtatDuLabel.ACTIF:
        return ()
    mot, jour = {
        EtatDuLabel.A_VENIR: ("À VENIR", f"à partir du {date_longue(macaron.debut)}"),
        EtatDuLabel.EXPIRE: ("EXPIRÉ", f"fin le {date_longue(macaron.fin)}"),
        EtatDuLabel.RETIRE: ("RETIRÉ", f"le {date_longue(macaron.retire_le)}"),
    }[macaron.etat]
    x, y = CENTRE[0], 334
    coins = [(-260, -46), (260, -46), (260, 46), (-260, 46)]
    c, s = math.cos(PENTE), math.sin(PENTE)
    points = tuple((x + a * c - b * s, y + a * s + b * c) for a, b in coins)
    bords = ((*points[0], *points[1]), (*points[2], *points[3]))
    mots = ligne(mot, x, y + 4, 48, interlettre=4) + ligne(jour, x, y + 33, 20, MOYEN)
    return (
        Polygone(points, BANDES[macaron.etat]),
        Traits(bords, 4, BLANC),
        Texte(pencher(mots, PENTE, x, y), BLANC),
    )


def _cartouche(macaron):
    """Return the frame below: dates, code, QR code with its quiet zone."""
    bords = ((24, 438, 432, 150), (26.5, 440.5, 427, 145))
    du, au = f"du {date_longue(macaron.debut)}", f"au {date_longue(macaron.fin)}"
    lignes = {
        EtatDuLabel.ACTIF: ("Label valable", du, au),
        EtatDuLabel.A_VENIR: ("Label à venir, valable", du, au),
        EtatDuLabel.EXPIRE: ("Label expiré, il valait", du, au),
        EtatDuLabel.RETIRE: ("Label retiré, sans effet", "depuis le", date_longue(macaron.retire_le)),
    }[macaron.etat]
    textes = (
        ligne(lignes[0], 44, 472, 18, MOYEN, centree=False)
        + ligne(lignes[1], 44, 500, 22, centree=False)
        + ligne(lignes[2], 44, 527, 22, centree=False)
        + ligne(nettoyer(macaron.mots.verifier), 44, 556, 15, MOYEN, centree=False)
        + ligne(codes.ecrire(macaron.code), 44, 576, 17, centree=False, interlettre=0.6)
    )
    return (
        Rectangles(bords[:1], ENCRE),
        Rectangles(bords[1:], BLANC),
        Texte(textes, ENCRE),
        _qr(macaron.adresse),
    )


def module_du_qr(adresse):
    """Return the side of a module of the QR code: half units, that is whole pixels in PNG."""
    return math.floor(2 * QR_MAXIMUM / len(qr.modules(adresse))) / 2


def _qr(adresse):
    """Return the QR code, with its quiet zone inside the frame."""
    rangees, cote = qr.modules(adresse), module_du_qr(adresse)
    x0 = 453.5 - qr.SILENCE * cote - cote * len(rangees)
    y0 = 513 - cote * len(rangees) / 2
    places = tuple(
        (x0 + debut * cote, math.floor(y0) + rang * cote, longueur * cote, cote)
        for rang, rangee in enumerate(rangees)
        for debut, longueur in qr.suites(rangee)
    )
    return Rectangles(places, NOIR_DU_QR)
