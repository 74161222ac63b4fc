"""The rights inside a team, in words (Q46)."""

DROITS = (
    ("lire", "Lire"),
    ("rediger", "Lire et rédiger"),
    ("deposer", "Lire, rédiger et déposer"),
)
