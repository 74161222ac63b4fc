"""The call: its dates, its règlement, its words, the questions asked about it."""

from .actualite import Abonnement, Actualite
from .annonce import Annonce
from .contenu import CasUsage, Chargement, EtapeCalendrier, Texte, Thematique
from .edition import VERROU_DES_EDITIONS, Edition, EtatEdition
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
