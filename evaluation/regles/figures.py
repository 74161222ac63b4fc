"""The figures stored with a decision: what the commission had before it, as exact fractions and as displayed."""

from .arrondi import ecrire_centiemes


def figures_de_decision(bareme, resultat):
    """Return a JSON-ready summary of a ``Resultat``: total, n, and each criterion's mean, n and spread."""
    total = resultat.valeur
    return {
        "n": resultat.n,
        "total": None if total is None else f"{total.numerator}/{total.denominator}",
        "total_affiche": resultat.affichee,
        "criteres": [
            {
                "titre": critere.titre,
                "moyenne": moyenne.affichee,
                "n": moyenne.n,
                "ecart_type": "–" if not moyenne.n else ecrire_centiemes(moyenne.ecart_type_centiemes),
            }
            for critere, moyenne in zip(bareme.criteres, resultat.criteres, strict=True)
        ],
    }
