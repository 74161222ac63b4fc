"""The tables of the candidatures room."""

from .candidature import Candidature, Droit, Equipier, Etat, Invitation
from .depot import Depot, PieceDeposee, Tentative
from .deport import Declaration, Deport, LienDetecte
from .instruction import Eligibilite, PointExamine, Recevabilite
from .saisie import PieceJointe, RevisionSection, Section
from .structure import MembreConsortium, Structure

__all__ = [
    "Candidature",
    "Declaration",
    "Deport",
    "Depot",
    "Droit",
    "Eligibilite",
    "Equipier",
    "Etat",
    "Invitation",
    "LienDetecte",
    "MembreConsortium",
    "PieceDeposee",
    "PieceJointe",
    "PointExamine",
    "Recevabilite",
    "RevisionSection",
    "Section",
    "Structure",
    "Tentative",
]
