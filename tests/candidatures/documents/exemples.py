"""A fictional receipt, as long as real ones."""

from datetime import UTC, datetime
from hashlib import sha256
from types import SimpleNamespace

from amihr.horloge import PARIS
from candidatures.documents.accuse import Accuse, DocumentAccepte, PieceRecue

EDITION = SimpleNamespace(
    nom="Essai Haute Résolution",
    sous_titre="Appel de démonstration",
    derniere_minute=datetime(2026, 5, 11, 23, 59, tzinfo=PARIS),
)
PIECES = (("Kbis", "kbis.pdf", 219_000), ("Logo", "logo.png", 49_000), ("Mémoire technique", "memoire.pdf", 3_250_000))


def accuse(**changements):
    """Return an Accuse, with some of its fields changed."""
    champs = {
        "edition": EDITION,
        "reference": "ESSAI-2026-K7QM",
        "numero": 2,
        "instant": datetime(2026, 5, 11, 15, 48, 12, 406_900, tzinfo=UTC),
        "code": "K7QF2MXA9DTW",
        "empreinte": sha256(b"dossier").hexdigest(),
        "solution": "Canoptère",
        "structure": ("Orthoselve SAS", "SIREN 000\u00a0012\u00a0345", "93100 Montreuil"),
        "deposee_par": "Claire Vasseur, c.vasseur@orthoselve.example",
        "verification": "https://ami.example/verifier/depot/K7QF-2MXA-9DTW/",
        "produit_le": datetime(2026, 5, 11, 15, 48, 14, tzinfo=UTC),
        "documents": (DocumentAccepte("Règlement, version 1 du 7\u00a0avril 2026", sha256(b"reglement").hexdigest()),),
        "pieces": tuple(PieceRecue(*piece, sha256(piece[1].encode()).hexdigest()) for piece in PIECES),
        "suite": "La commission se réunit le 27\u00a0mai 2026.",
        "service": ("Région, direction du numérique", "contact@region.example"),
    }
    return Accuse(**champs | changements)
