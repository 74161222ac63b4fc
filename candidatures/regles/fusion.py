"""Two people write in the same section: what merges, what is a conflict (T1, A-05)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fusion:
    """``contenu``: what to keep; ``conflits``: ``{code: (kept, typed)}`` for fields that both sides changed."""

    contenu: dict
    conflits: dict


def fusionner(base, actuel, saisi):
    """Merge what was typed from ``base`` into ``actuel``.

    A field changed on one side only takes that side's value. A field changed on both sides to different values
    keeps the value already recorded and is a conflict: nothing is overwritten.
    """
    contenu, conflits = dict(actuel), {}
    for code, valeur in saisi.items():
        if valeur == base.get(code) or valeur == actuel.get(code):
            continue
        if actuel.get(code) == base.get(code):
            contenu[code] = valeur
        else:
            conflits[code] = (actuel.get(code), valeur)
    return Fusion(contenu, conflits)
