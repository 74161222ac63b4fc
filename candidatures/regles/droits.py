"""The rights inside a team, in words (Q46)."""

DROITS = (
    ("lire", "Lire le dossier"),
    ("rediger", "Lire et remplir"),
    ("deposer", "Lire, remplir et déposer"),
)
