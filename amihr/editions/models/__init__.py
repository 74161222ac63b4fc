"""The call: its dates, its règlement, its words, the questions asked about it."""

from .actualite import Abonnement, Actualite
from .edition import (
    VERROU_DES_EDITIONS,
    Annonce,
    CasUsage,
    Chargement,
    Edition,
    EtapeCalendrier,
    EtatEdition,
    Texte,
    Thematique,
)
from .question import Question, Reponse
from .rapport import PageDuJour, RapportDeCloture
from .reglement import DocumentAssocie, VersionReglement
from .repetition import Figurant, Repetition, Scene
from .visa import VisaDOuverture

__all__ = [
    "VERROU_DES_EDITIONS",
    "Abonnement",
    "Actualite",
    "Annonce",
    "CasUsage",
    "Chargement",
    "DocumentAssocie",
    "Edition",
    "EtapeCalendrier",
    "EtatEdition",
    "Figurant",
    "PageDuJour",
    "Question",
    "RapportDeCloture",
    "Repetition",
    "Reponse",
    "Scene",
    "Texte",
    "Thematique",
    "VersionReglement",
    "VisaDOuverture",
]
