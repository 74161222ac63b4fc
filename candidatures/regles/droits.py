"""The rights inside a team, in words (Q46)."""

from amihr.socle.refus import ActeRefuse

DROITS = (
    ("lire", "Lire"),
    ("rediger", "Lire et rédiger"),
    ("deposer", "Lire, rédiger et déposer"),
)


class DroitDeLire(ActeRefuse):
    """Somebody of the team sent what a right to read does not let write: it was lowered since their page was drawn."""

    statut = 403

    def __init__(self):
        super().__init__("droit_de_lire")


def peut_rediger(droit):
    """Tell whether this right, or none, lets one write and join files."""
    return droit in ("rediger", "deposer")


def peut_deposer(droit):
    """Tell whether this right, or none, lets one file and send (Q46)."""
    return droit == "deposer"
