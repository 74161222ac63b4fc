"""A version of the grid as pages and actes read it: criteria in order, scale, descriptors, weights."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from .bareme import CritereDuBareme, etablir_bareme


@dataclass(frozen=True)
class SousCritereLu:
    """A weighted part of a criterion."""

    pk: int
    titre: str
    poids: int


@dataclass(frozen=True)
class CritereLu:
    """One criterion at its rank; ``descripteurs`` maps notes to what they mean here."""

    pk: int
    rang: int
    titre: str
    aide: str
    article: str
    poids: Fraction
    sous_criteres: tuple
    descripteurs: dict

    @property
    def cases(self):
        """Return the cells that receive a note, as (criterion, sub-criterion or None) pairs."""
        return tuple((self.pk, sous.pk) for sous in self.sous_criteres) or ((self.pk, None),)


@dataclass(frozen=True)
class GrilleLue:
    """One version of the grid, whole."""

    pk: int
    numero: int
    methode: str
    echelle: dict
    criteres: tuple

    @classmethod
    def de_json(cls, lue):
        """Return the grid from the JSON value that the database made of it."""
        return cls(lue["pk"], lue["numero"], lue["methode"], lue["echelle"], tuple(map(_critere, lue["criteres"])))

    @cached_property
    def bareme(self):
        """The exact arithmetic of this version."""
        return etablir_bareme(
            [CritereDuBareme(c.pk, c.titre, tuple((s.pk, s.poids) for s in c.sous_criteres)) for c in self.criteres],
            [critere.poids for critere in self.criteres],
            version=self.pk, minimum=self.echelle["minimum"], maximum=self.echelle["maximum"], pas=self.echelle["pas"],
        )  # fmt: skip

    @property
    def notes(self):
        """The notes of the scale, in order."""
        return range(self.echelle["minimum"], self.echelle["maximum"] + 1, self.echelle["pas"])

    def mot(self, note):
        """Return the word of the scale for ``note``, "" when there is none."""
        return self.echelle["mots"].get(str(note), "")


def _critere(lu):
    return CritereLu(
        pk=lu["pk"],
        rang=lu["rang"],
        titre=lu["titre"],
        aide=lu["aide"],
        article=lu["article"],
        poids=Fraction(lu["numerateur"], lu["denominateur"]),
        sous_criteres=tuple(SousCritereLu(**sous) for sous in lu["sous_criteres"]),
        descripteurs={descripteur["note"]: descripteur["texte"] for descripteur in lu["descripteurs"]},
    )
