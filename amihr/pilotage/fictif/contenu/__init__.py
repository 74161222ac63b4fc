"""The fictional candidatures, as data files."""

from pathlib import Path

DOSSIER = Path(__file__).parent
