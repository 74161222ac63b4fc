"""The tables of the catalogue room."""

from .fiche import EtatVersion, Fiche, VersionFiche
from .label import Format, Label, MacaronProduit, RetraitLabel

__all__ = ["EtatVersion", "Fiche", "Format", "Label", "MacaronProduit", "RetraitLabel", "VersionFiche"]
