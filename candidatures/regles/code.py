"""What is handed to somebody to be shown again: the code of a receipt (see Q46), the token of an invitation."""

import hashlib

from amihr.socle.codes import normaliser
from candidatures.models.depot import LONGUEUR_DU_CODE


def code_saisi(saisie):
    """Return the receipt code that somebody typed or pasted, or None when it cannot be one."""
    return normaliser(saisie, LONGUEUR_DU_CODE)


def empreinte_du_jeton(jeton):
    """Return the SHA-256 by which an invitation is known: its token is in the mail only."""
    return hashlib.sha256(jeton.encode()).hexdigest()
