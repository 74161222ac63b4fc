"""The drawings of the ranking, ready for their templates: severity and dispersion by member, ranks by weighting (see Q41)."""

from fractions import Fraction
from itertools import pairwise

from amihr.socle.textes import INSECABLE, pluriel
from evaluation.regles.arrondi import ecrire
from evaluation.regles.dessins import LIGNES_AU_PLUS, barres, places

HAUT, RANGEE = 40, 30  # pixels: above the first row, between two
BARRE, PIED = 44, 24  # a bar with its words, the ends of the axis
COLONNES = {2: (56, 88), 3: (46, 68, 90)}  # of the width, by how many there are


def dessin_de_la_severite(severites):
    """Bars on either side of zero; ``None`` without a figure."""
    if not severites:
        return None
    bout, dessinees = barres([s["ecart_exact"] for s in severites], zero=50)
    premier, dernier = severites[0], severites[-1]
    return {
        "titre": "Écart moyen de chaque membre aux autres",
        "description": f"De {premier['ecart']}, {premier['membre']}, à {dernier['ecart']}, {dernier['membre']}. "
        "À gauche de zéro, plus sévère que les autres\u00a0; à droite, plus généreux.",
        "bornes": (f"\u2212{ecrire(bout)}", "0", f"+{ecrire(bout)}"),
        "zero": 50,
        "hauteur": _hauteur(severites),
        "lignes": _lignes(severites, dessinees, "ecart"),
    }


def dessin_de_la_dispersion(severites):
    """Bars from zero; ``None`` without a figure."""
    connues = [s for s in severites if s["ecart_type"] is not None]
    if not connues:
        return None
    bout, dessinees = barres([Fraction(s["ecart_type"], 100) for s in connues])
    triees = sorted(connues, key=lambda s: s["ecart_type"])
    return {
        "titre": "Dispersion des moyennes de chaque membre",
        "description": f"De {triees[0]['dispersion']}, {triees[0]['membre']}, à {triees[-1]['dispersion']}, "
        f"{triees[-1]['membre']}. Une barre courte\u00a0: des moyennes resserrées d’un dossier à l’autre.",
        "bornes": ("0", "", ecrire(bout)),
        "zero": 0,
        "hauteur": _hauteur(connues),
        "lignes": _lignes(connues, dessinees, "dispersion"),
    }


def _lignes(severites, dessinees, quoi):
    return [
        {"nom": str(s["membre"]), "valeur": s[quoi], "y": BARRE * rang, "debut": _pour_cent(b.debut), "largeur": _pour_cent(b.largeur)}
        for rang, (s, b) in enumerate(zip(severites, dessinees, strict=True))
    ]  # fmt: skip


def _hauteur(severites):
    return BARRE * len(severites) + PIED


def _pour_cent(part):
    return f"{float(part):.3f}"  # a drawing, never a figure


def dessin_des_ponderations(lignes, noms):
    """One line a dossier, from the rank by the call's weights to those by others; ``None`` without two of each."""
    montrees, abscisses = lignes[:LIGNES_AU_PLUS], COLONNES.get(1 + len(noms))
    if len(montrees) < 2 or abscisses is None:
        return None
    rangs = [(ligne.rang, *(ailleurs.rang for ailleurs in ligne.ailleurs)) for ligne in montrees]
    changent = [(ligne, siens) for ligne, siens in zip(montrees, rangs, strict=True) if len(set(siens)) > 1]
    return {
        "titre": "Rang de chaque dossier selon la pondération",
        "description": _description(changent),
        "hauteur": HAUT + RANGEE * len(montrees),
        "colonnes": [
            {"nom": nom, "x": x} for nom, x in zip(("Appel", *(nom.split()[0] for nom in noms)), abscisses, strict=True)
        ],
        "lignes": [
            _pente(ligne.candidature.titre, siens, siennes, abscisses)
            for ligne, siens, siennes in zip(montrees, rangs, places(rangs), strict=True)
        ],
        "reste": len(lignes) - len(montrees),
    }


def _description(changent):
    if not changent:
        return "Aucun dossier ne change de rang."
    dits = "\u00a0; ".join(f"{ligne.candidature.titre}, {', '.join(map(str, siens))}" for ligne, siens in changent)
    accord = "change" if len(changent) == 1 else "changent"
    return f"{pluriel(len(changent), 'dossier')} {accord} de rang{INSECABLE}: {dits}."


def _pente(titre, rangs, siennes, abscisses):
    points = [
        {"x": x, "y": HAUT + RANGEE * place, "rang": rang}
        for x, place, rang in zip(abscisses, siennes, rangs, strict=True)
    ]
    return {
        "titre": titre,
        "y": points[0]["y"],
        "change": len(set(rangs)) > 1,
        "points": points,
        "segments": [{"de": de, "a": a} for de, a in pairwise(points)],
    }
