"""Signed anchors: the head of each chain, written outside of the database, where its owner cannot rewrite it."""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from amihr.journal.models import Ancre, Chaine, EntreeJournal


@dataclass(frozen=True)
class AncreLue:
    """An anchor found in a file or in the table, with the verdict on its signature."""

    chaine: str
    seq: int
    empreinte: str
    instant: datetime
    est_authentique: bool
    source: str


def ancrer(instant):
    """Anchor the head of each chain that moved since its last anchor, and return the new anchors.

    Effects, in order: the signed file (flushed to the disk), then the row. May run twice: the file already there is
    kept. Raises OSError when the folder cannot be written.
    """
    nouvelles = []
    for chaine in Chaine.values:
        tete = EntreeJournal.objects.filter(chaine=chaine).order_by("seq").last()
        if tete is None or Ancre.objects.filter(chaine=chaine, seq=tete.seq).exists():
            continue
        corps = {"chaine": chaine, "seq": tete.seq, "empreinte": tete.empreinte, "instant": _en_utc(instant)}
        corps = _ecrire({**corps, **_signer(corps)})
        corps["instant"] = datetime.fromisoformat(corps["instant"])
        nouvelles.append(Ancre.objects.create(**corps))
    return nouvelles


def lire(chaine):
    """Every anchor of `chaine`, from the files and from the table, as AncreLue; an unreadable file is not authentic."""
    lues = [_de_la_table(ancre) for ancre in Ancre.objects.filter(chaine=chaine).order_by("seq")]
    lues += [_du_fichier(chaine, chemin) for chemin in sorted(_dossier().glob(f"{chaine}-*.json"))]
    return lues


def cle_publique():
    """The hexadecimal Ed25519 public key by which a third party checks the files."""
    return _hexa(_cles()[0])


def _dossier():
    return Path(settings.ANCRES_DOSSIER)


def _cles():
    """The signing keys, the current one first: drawn from the instance's secrets, which the database never holds."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        Ed25519PrivateKey.from_private_bytes(sha256(b"amihr.journal.ancres:" + secret.encode()).digest())
        for secret in secrets
    ]


def _hexa(cle):
    return cle.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _en_utc(instant):
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def _octets(corps):
    """What is signed: four fields as JSON without spaces, keys in alphabetical order."""
    signes = {nom: corps[nom] for nom in ("chaine", "empreinte", "instant", "seq")}
    return json.dumps(signes, sort_keys=True, separators=(",", ":")).encode()


def _signer(corps):
    cle = _cles()[0]
    return {"signature": cle.sign(_octets(corps)).hex(), "cle_publique": _hexa(cle)}


def _est_authentique(corps):
    for cle in _cles():
        try:
            cle.public_key().verify(bytes.fromhex(corps["signature"]), _octets(corps))
        except (InvalidSignature, ValueError):
            continue
        return True
    return False


def _ecrire(corps):
    """Write the file once and for all; returns what it holds (an earlier run's, if it stopped before its row)."""
    _dossier().mkdir(parents=True, exist_ok=True)
    chemin = _dossier() / f"{corps['chaine']}-{corps['seq']:012d}.json"
    brouillon = chemin.with_suffix(f".{os.getpid()}.tmp")
    with brouillon.open("w", encoding="utf-8") as fichier:
        fichier.write(json.dumps(corps, indent=1, sort_keys=True) + "\n")
        fichier.flush()
        os.fsync(fichier.fileno())
    try:
        os.link(brouillon, chemin)  # never over an existing anchor, never half a file
    except FileExistsError:
        deja = json.loads(chemin.read_text(encoding="utf-8"))
        return deja if deja["empreinte"] == corps["empreinte"] else corps
    finally:
        brouillon.unlink()
    return corps


def _de_la_table(ancre):
    corps = {
        "chaine": ancre.chaine,
        "seq": ancre.seq,
        "empreinte": ancre.empreinte,
        "instant": _en_utc(ancre.instant),
        "signature": ancre.signature,
    }
    return AncreLue(ancre.chaine, ancre.seq, ancre.empreinte, ancre.instant, _est_authentique(corps), "de la base")


def _du_fichier(chaine, chemin):
    try:
        corps = json.loads(chemin.read_text(encoding="utf-8"))
        instant = datetime.fromisoformat(corps["instant"])
        authentique = corps["chaine"] == chaine and _est_authentique(corps)
        return AncreLue(chaine, int(corps["seq"]), corps["empreinte"], instant, authentique, chemin.name)
    except (ValueError, KeyError, TypeError):
        return AncreLue(chaine, 0, "", datetime.min.replace(tzinfo=UTC), False, chemin.name)
