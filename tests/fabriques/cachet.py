"""The certificate that seals the documents of the tests."""

from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from django.conf import settings


def certificat_de_l_instance():
    """Return it in DER, as whoever checks a document holds it: it has no secret."""
    octets = Path(settings.CACHET_FICHIER).read_bytes()
    _, certificat, _ = pkcs12.load_key_and_certificates(octets, settings.CACHET_PHRASE.encode() or None)
    return certificat.public_bytes(Encoding.DER)
