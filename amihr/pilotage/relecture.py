"""What is published for all is what its preview showed (Q26)."""

from hashlib import sha256


def empreinte(publication):
    """Return what tells that a preview showed this question and this answer, and no others."""
    lus = (publication[nom] for nom in ("enonce", "article", "texte"))
    return sha256("\0".join(lus).encode()).hexdigest()
