"""The receipt of a filed version, in PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from amihr.socle import codes, qr
from amihr.socle.pdf import rendre


@dataclass(frozen=True, slots=True)
class PieceRecue:
    """A file of the filed version."""

    libelle: str
    nom: str
    taille: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentAccepte:
    """A text accepted with the filing (see R9), such as « Règlement, version 1 du 7 avril 2026 »."""

    libelle: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Accuse:
    """What the receipt says. `edition` has `nom`, `sous_titre` and `derniere_minute`.

    `structure` and `service` are lines; `suite` and `recours` are the edition's texts, shown only when staff filled
    them. `verification` is the address printed and put in the QR code. `logo` is an image, none for the neutral one.
    """

    edition: Any
    reference: str
    numero: int
    instant: datetime
    code: str
    empreinte: str
    solution: str
    structure: Sequence[str]
    deposee_par: str
    verification: str
    produit_le: datetime
    consortium: Sequence[str] = ()
    documents: Sequence[DocumentAccepte] = ()
    pieces: Sequence[PieceRecue] = ()
    suite: str = ""
    service: Sequence[str] = ()
    recours: str = ""
    logo: bytes = field(default=b"", repr=False)


def accuse_de_depot(accuse):
    """Return the PDF of an `Accuse`: date, hour and second, hashes, code to check it (see Q46)."""
    images = {"verification.svg": qr.svg(accuse.verification)}
    if accuse.logo:
        images["logo"] = accuse.logo
    contexte = {
        "edition": accuse.edition,
        "accuse": accuse,
        "logo": "logo" if accuse.logo else "",
        "code": codes.ecrire(accuse.code),
        "instant_universel": accuse.instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "adresse": accuse.verification.partition("://")[2],
    }
    return rendre("documents/accuse.html", contexte, images=images)
