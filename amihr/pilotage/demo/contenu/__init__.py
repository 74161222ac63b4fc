"""What the demonstration tells, as data files: people, tour."""

from pathlib import Path

DOSSIER = Path(__file__).parent
