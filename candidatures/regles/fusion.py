"""Two people write in the same section: what merges, what is a conflict (T1, A-05)."""

import re
from dataclasses import dataclass, field

from .formulaire import est_vide

ECRITE = re.compile(r"(\d{1,9})((?: [a-z][a-z0-9_]*@\d{1,9})*)")


@dataclass(frozen=True)
class Montree:
    """What a page shows of a section: revision ``numero``, but for the fields that others changed since it was drawn.

    ``anterieurs``: {code: the revision that the page still shows of that field}. The page sends it back, written as
    « 7 titre@5 »: so a field that the page has never shown anew is not taken for one that was emptied.
    """

    numero: int
    anterieurs: dict = field(default_factory=dict)

    @classmethod
    def lire(cls, texte):
        """Read what a page sends back; anything else is a page that shows nothing."""
        ecrite = ECRITE.fullmatch(str(texte or ""))
        if ecrite is None:
            return cls(0)
        couples = (mot.split("@") for mot in ecrite[2].split())
        return cls(int(ecrite[1]), {code: int(numero) for code, numero in couples})

    def __str__(self):
        return " ".join([str(self.numero), *(f"{code}@{n}" for code, n in sorted(self.anterieurs.items()))])

    def numeros(self):
        """Return the revisions that this page shows something of."""
        return {self.numero, *self.anterieurs.values()}

    def base(self, contenus):
        """Return what the page shows. ``contenus``: ``{revision: content}`` of those it names."""
        return contenus[self.numero] | {code: contenus[n].get(code) for code, n in self.anterieurs.items()}

    def apres(self, numero, contenu, saisi):
        """Return what the page shows once ``saisi`` is saved as revision ``numero``, which holds ``contenu``."""
        perimes = (code for code, valeur in saisi.items() if not _memes(valeur, contenu.get(code)))
        return Montree(numero, {code: self.anterieurs.get(code, self.numero) for code in perimes})

    def sans(self, codes):
        """Return the same, the fields ``codes`` being shown as they are saved now."""
        return Montree(self.numero, {code: n for code, n in self.anterieurs.items() if code not in codes})


@dataclass(frozen=True)
class Fusion:
    """``contenu``: what to keep; ``conflits``: ``{code: (kept, typed)}`` for fields that both sides changed."""

    contenu: dict
    conflits: dict


def fusionner(base, actuel, saisi):
    """Merge what was typed from ``base`` into ``actuel``.

    A field changed on one side only takes that side's value. A field changed on both sides to different values
    keeps the value already recorded and is a conflict: nothing is overwritten. Nothing and an empty text are the same.
    """
    contenu, conflits = dict(actuel), {}
    for code, valeur in saisi.items():
        if _memes(valeur, base.get(code)) or _memes(valeur, actuel.get(code)):
            continue
        if _memes(actuel.get(code), base.get(code)):
            contenu[code] = valeur
        else:
            conflits[code] = (actuel.get(code), valeur)
    return Fusion(contenu, conflits)


def _memes(une, autre):
    return une == autre or (est_vide(une) and est_vide(autre))
