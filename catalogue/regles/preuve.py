"""Who says so: the three levels of a public fact."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amihr.socle.adresses import hote_de


class Niveau(StrEnum):
    """From the least to the best established."""

    DECLARE = "declare"
    EXAMINE = "examine"
    VERIFIE = "verifie"


@dataclass(frozen=True)
class Fait:
    """One public fact: what it is about, what it says, who says so and when.

    ``genre``: "" for a few words, "texte" for paragraphs, "lien" for a public https address.
    ``comment``: how the Région checked it, for a verified fact only.
    """

    libelle: str
    valeur: str
    niveau: Niveau
    le: date
    comment: str = ""
    genre: str = ""

    @property
    def hote(self):
        """The site that a link leads to, in punycode: what a look-alike name cannot disguise."""
        return hote_de(self.valeur)


def fait(libelle, valeur, niveau, le, *, comment="", genre=""):
    """Return a public ``Fait``.

    Q34: each fact carries its level and its date; one said to be verified also says how.
    Raises ``ValueError`` without a date, or for a verification that does not say how.
    """
    if le is None or (niveau == Niveau.VERIFIE) != bool(comment):
        raise ValueError(f"« {libelle} » : un fait publié porte sa date, et sa méthode s’il est vérifié")
    return Fait(libelle, valeur, Niveau(niveau), le, comment, genre)


def ecrire(faits):
    """Return facts as the plain values that a version of a fiche keeps."""
    return [
        {
            "libelle": f.libelle,
            "valeur": f.valeur,
            "niveau": f.niveau.value,
            "le": f.le.isoformat(),
            "comment": f.comment,
            "genre": f.genre,
        }
        for f in faits
    ]


def lire(contenu):
    """Return the facts that a version of a fiche keeps."""
    return [
        fait(
            ecrit["libelle"],
            ecrit["valeur"],
            ecrit["niveau"],
            date.fromisoformat(ecrit["le"]),
            comment=ecrit["comment"],
            genre=ecrit["genre"],
        )
        for ecrit in contenu.get("faits", [])
    ]
