"""ClamAV by its own protocol (clamd, command INSTREAM): one verdict a file, nothing kept."""

import logging
import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

journal_technique = logging.getLogger(__name__)

SECONDES = 20
TRANCHE = 64 * 1024
PORT = 3310


def examiner(octets):
    """Ask the antivirus about a binary stream: True if it is clean, False if it is infected, None without a verdict.

    The address is the setting ANTIVIRUS: `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`. Anything but a clear
    answer (silence for 20 s, a line cut, "size limit exceeded") is no verdict on this stream, and tells nothing of the
    next one. Raises ``ConnectionError`` when nobody listens.
    """
    try:
        prise = _appeler(settings.ANTIVIRUS)
    except OSError as erreur:
        journal_technique.warning("Antivirus muet : %s", type(erreur).__name__)
        raise ConnectionError from erreur
    with prise as ligne:
        try:
            ligne.sendall(b"zINSTREAM\0")
            while morceau := octets.read(TRANCHE):
                ligne.sendall(struct.pack("!I", len(morceau)) + morceau)
            ligne.sendall(struct.pack("!I", 0))
            return _verdict(_lire(ligne))
        except OSError as erreur:
            journal_technique.warning("Antivirus sans verdict : %s", type(erreur).__name__)
            return None


def _appeler(adresse):
    morceaux = urlsplit(adresse)
    if morceaux.scheme == "unix":
        ligne = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            ligne.settimeout(SECONDES)
            ligne.connect(morceaux.path)
        except OSError:
            ligne.close()
            raise
        return ligne
    return socket.create_connection((morceaux.hostname, morceaux.port or PORT), timeout=SECONDES)


def _lire(ligne):
    """The answer, up to its NUL or to the end of the line; never more than 4 kB of it."""
    reponse = b""
    while len(reponse) < 4096 and not reponse.endswith(b"\0") and (morceau := ligne.recv(4096)):
        reponse += morceau
    return reponse.rstrip(b"\0").strip()


def _verdict(reponse):
    if reponse == b"stream: OK":
        return True
    if reponse.endswith(b" FOUND"):
        return False
    journal_technique.warning("Antivirus sans verdict")
    return None
