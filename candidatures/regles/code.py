"""The code of a filing, printed on its receipt and typed again by whoever checks it (see Q46)."""

from amihr.socle.codes import normaliser
from candidatures.models.depot import LONGUEUR_DU_CODE


def code_saisi(saisie):
    """Return the receipt code that somebody typed or pasted, or None when it cannot be one."""
    return normaliser(saisie, LONGUEUR_DU_CODE)
