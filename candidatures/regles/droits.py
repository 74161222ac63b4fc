"""The rights inside a team, in words (Q46)."""

DROITS = (
    ("lire", "Lire"),
    ("rediger", "Lire et rédiger"),
    ("deposer", "Lire, rédiger et déposer"),
)


def peut_rediger(droit):
    """Tell whether this right, or none, lets one write and join files."""
    return droit in ("rediger", "deposer")


def peut_deposer(droit):
    """Tell whether this right, or none, lets one file and send (Q46)."""
    return droit == "deposer"
