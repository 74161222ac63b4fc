"""The signed address of a read-only link."""

import uuid

from django.core import signing

USAGE = "candidatures.partage"


def jeton_du_partage(pk):
    """Return the token that stands in the address of a link."""
    return signing.Signer(salt=USAGE).sign(pk.hex)


def partage_du_jeton(jeton):
    """Return the key of the link that a token names, or None when we have not signed it."""
    try:
        return uuid.UUID(signing.Signer(salt=USAGE).unsign(jeton))
    except (signing.BadSignature, ValueError):
        return None
