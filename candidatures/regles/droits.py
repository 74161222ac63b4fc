"""The rights inside a team, in words (Q46)."""

from amihr.socle.refus import ActeRefuse

DROITS = (
    ("lire", "Lire"),
    ("rediger", "Lire et rédiger"),
    ("deposer", "Lire, rédiger et déposer"),
)


class DroitInsuffisant(ActeRefuse):
    """Somebody of the team sent what their right does not let do: it was lowered since their page was drawn.

    Its code: « droit_de_lire » for what one writes, « droit_de_deposer » for what one files, sends or gives to others.
    """

    statut = 403


def peut_rediger(droit):
    """Tell whether this right, or none, lets one write and join files."""
    return droit in ("rediger", "deposer")


def peut_deposer(droit):
    """Tell whether this right, or none, lets one file and send (Q46)."""
    return droit == "deposer"
