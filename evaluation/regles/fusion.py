"""Two tabs on one grid: what merges, what both have changed (T1). The page sends back what it was drawn on."""

import json
import re
from dataclasses import dataclass

from amihr.socle.textes import entier
from candidatures.regles.fusion import fusionner

from .completude import HORS_COMPETENCE

NOM = re.compile(r"c(\d{1,18})(?:_(\d{1,18}))?|t(\d{1,18})", re.ASCII)


def a_plat(grille, reponses, commentaires):
    """Return the answers and comments of a grid as one mapping, in its order: ``{"c<criterion>_<part>" or "t<criterion>": value}``.

    ``None`` and "" stand for what is not answered. What is said of a criterion holds for each of its parts (see Q33).
    """
    plat = {}
    for critere in grille.criteres:
        for pk, sous in critere.cases:
            plat[f"c{pk}" if sous is None else f"c{pk}_{sous}"] = reponses.get(
                (pk, sous), reponses.get((critere.pk, None))
            )
        plat[f"t{critere.pk}"] = (commentaires or {}).get(critere.pk, "")
    return plat


def _releve(plat):
    """Undo ``a_plat``: (answers, comments), what is not answered left out."""
    reponses, commentaires = {}, {}
    for nom, valeur in plat.items():
        critere, sous, commente = NOM.fullmatch(nom).groups()
        if commente:
            if valeur:
                commentaires[int(commente)] = valeur
        elif valeur is not None:
            reponses[int(critere), int(sous) if sous else None] = valeur
    return reponses, commentaires


@dataclass(frozen=True)
class FusionDeGrille:
    """``reponses``, ``commentaires``: what to keep; ``conflits``: ``{name: (kept, typed)}`` of what both tabs changed."""

    reponses: dict
    commentaires: dict
    conflits: dict


def fusionner_la_grille(grille, base, actuel, saisi):
    """Merge what a page typed from ``base`` into what is saved.

    ``base``: as ``lire_la_page`` returns it; ``actuel``, ``saisi``: (answers, comments). Of a page that does not say what
    it was drawn on, every difference is a conflict.
    """
    tape, garde = a_plat(grille, *saisi), a_plat(grille, *actuel)
    if base is None:
        conflits = {nom: (garde[nom], valeur) for nom, valeur in tape.items() if valeur != garde[nom]}
        return FusionDeGrille(*actuel, conflits)
    fusion = fusionner(a_plat(grille, *_releve(base)), garde, tape)
    return FusionDeGrille(*_releve(fusion.contenu), fusion.conflits)


def reprendre_la_saisie(fusion, saisi):
    """Return (answers, comments) to show again: what is kept, but for what was typed where both tabs changed."""
    reponses, commentaires = dict(fusion.reponses), dict(fusion.commentaires)
    for nom in fusion.conflits:
        critere, sous, commente = NOM.fullmatch(nom).groups()
        if commente:
            commentaires[int(commente)] = saisi[1].get(int(commente), "")
            continue
        case = int(critere), int(sous) if sous else None
        reponses[case] = saisi[0].get(case, saisi[0].get((case[0], None)))
    return reponses, commentaires


def ecrire_la_page(numero, reponses, commentaires):
    """Return what a page keeps of what it shows: « 7 {…} », the number of saves and what is answered."""
    montre = {f"c{pk}" if sous is None else f"c{pk}_{sous}": valeur for (pk, sous), valeur in reponses.items()}
    montre |= {f"t{pk}": texte for pk, texte in commentaires.items() if texte}
    return f"{numero} {json.dumps(montre, ensure_ascii=False, separators=(',', ':'), sort_keys=True)}"


def lire_la_page(texte):
    """Return (number of saves, what the page was drawn on, or ``None``) from what a page sends back."""
    numero, _, ecrit = str(texte or "").partition(" ")
    try:
        base = json.loads(ecrit) if ecrit else None
    except (ValueError, RecursionError):
        base = None
    connue = isinstance(base, dict) and all(NOM.fullmatch(nom) and _est_dite(valeur) for nom, valeur in base.items())
    return entier(numero, 0), base if connue else None


def _est_dite(valeur):
    return (
        isinstance(valeur, str)
        or valeur == HORS_COMPETENCE
        or (isinstance(valeur, int) and not isinstance(valeur, bool))
    )
