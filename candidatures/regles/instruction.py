"""What the instruction examines, point by point, from the edition's own form."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One point of the règlement to examine."""

    code: str
    libelle: str
    article: str


def points_de_recevabilite(formulaire):
    """Return the formal points: filed in time, then each part and each required piece (see R4)."""
    points = [Point("delai", "Dépôt en ligne avant la clôture", formulaire.get("article_du_delai", ""))]
    points += [Point(p["slug"], p["titre"], p.get("article", "")) for p in formulaire["parties"] if _demandee(p)]
    pieces = [p for p in formulaire["pieces"] if p.get("obligatoire")]
    return points + [Point(f"piece-{p['code']}", p["libelle"], p.get("article", "")) for p in pieces]


def _demandee(partie):
    return any(question.get("obligatoire") for question in partie["questions"])


def points_d_eligibilite(formulaire):
    """Return the conditions that a person judges.

    R14: the kinds of structure that the call is for.
    R15: the head office on the national territory.
    R18: at least the « produit minimum viable ». The conditions themselves are the edition's (R50).
    """
    return [Point(c["code"], c["libelle"], c.get("article", "")) for c in formulaire.get("conditions", [])]


def points_a_examiner(formulaire, examen):
    """Return the points of one examination: ``"recevabilite"`` or ``"eligibilite"``."""
    return points_de_recevabilite(formulaire) if examen == "recevabilite" else points_d_eligibilite(formulaire)


def bilan(points, verdicts):
    """Return ``(points not examined, points not met)`` given ``{code: verdict}``."""
    manquants = [point for point in points if point.code not in verdicts]
    non_conformes = [point for point in points if verdicts.get(point.code) == "non_conforme"]
    return manquants, non_conformes
