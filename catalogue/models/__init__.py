"""The tables of the catalogue room."""

from .fiche import Fiche, VersionFiche
from .label import Label, RetraitLabel

__all__ = ["Fiche", "Label", "RetraitLabel", "VersionFiche"]
