"""The mails of the demonstration, read from the folder where they are kept instead of leaving."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

# Django's file backend separates the messages of one file by this line.
SEPARATION = b"\n" + b"-" * 79 + b"\n"
MAXIMUM = 300


@dataclass(frozen=True)
class Courriel:
    """One mail that was sent: where it is kept, and what people see of it."""

    cle: str
    sujet: str
    a: str
    texte: str
    pieces: tuple


def courriels():
    """The mails sent, the latest first."""
    fichiers = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda f: f.stat().st_mtime, reverse=True)
    lus = []
    for fichier in fichiers:
        lus += reversed(_messages(fichier))
        if len(lus) >= MAXIMUM:
            break
    return lus[:MAXIMUM]


def courriel(cle):
    """The mail of that key, or None."""
    return next((lu for lu in courriels() if lu.cle == cle), None)


def _messages(fichier):
    morceaux = [m for m in fichier.read_bytes().split(SEPARATION) if m.strip()]
    return [_lire(f"{fichier.stem}-{rang}", morceau.lstrip(b"\n")) for rang, morceau in enumerate(morceaux)]


def _lire(cle, octets):
    message = message_from_bytes(octets, policy=policy.default)
    corps = message.get_body(preferencelist=("plain", "html"))
    pieces = tuple(piece.get_filename() or "" for piece in message.iter_attachments())
    texte = corps.get_content() if corps else ""
    return Courriel(cle, str(message["Subject"] or ""), str(message["To"] or ""), texte, pieces)
