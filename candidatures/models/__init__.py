"""The tables of the candidatures room."""

from .acces_exceptionnel import DEMANDE_VALABLE, DUREE_DE_L_ACCES, AccesExceptionnel
from .affectation import (
    DOSSIERS_PAR_JOUR,
    MINUTES_PAR_DOSSIER,
    Affectation,
    ModeDAffectation,
    PriseDeConnaissance,
    Repartition,
)
from .apercu import ApercuDuDossier
from .candidature import Candidature, Droit, Equipier, Etat, Invitation
from .complement import Complement, PieceDeComplement, PieceDemandee, Prolongation
from .deport import Categorie, Declaration, Deport, LienEcarte, StructureLiee
from .depot import Accuse, Depot, PieceDeposee, Tentative
from .filtre import FiltreEnregistre
from .instruction import Disqualification, Eligibilite, Examen, PointExamine, Recevabilite, Verdict
from .mes_donnees import CopieDeMesDonnees
from .messages import Cote, FilClasse, LectureDuFil, Message, NoteInterne
from .partage import Partage
from .prise import PriseEnCharge
from .rappel import Rappel, RappelDeDeclaration
from .rapporteur import Rapporteur
from .registre import Releve
from .saisie import PieceJointe, RevisionSection, Section
from .sortie import Reintegration, RetraitTardif, Sortie
from .structure import MembreConsortium, Structure
from .video import RemedeVideo, SignalementVideo
from .visa import PropositionDeConclusion

__all__ = [
    "DEMANDE_VALABLE",
    "DOSSIERS_PAR_JOUR",
    "DUREE_DE_L_ACCES",
    "MINUTES_PAR_DOSSIER",
    "AccesExceptionnel",
    "Accuse",
    "Affectation",
    "ApercuDuDossier",
    "Candidature",
    "Categorie",
    "Complement",
    "CopieDeMesDonnees",
    "Cote",
    "Declaration",
    "Deport",
    "Depot",
    "Disqualification",
    "Droit",
    "Eligibilite",
    "Equipier",
    "Etat",
    "Examen",
    "FilClasse",
    "FiltreEnregistre",
    "Invitation",
    "LectureDuFil",
    "LienEcarte",
    "MembreConsortium",
    "Message",
    "ModeDAffectation",
    "NoteInterne",
    "Partage",
    "PieceDeComplement",
    "PieceDemandee",
    "PieceDeposee",
    "PieceJointe",
    "PointExamine",
    "PriseDeConnaissance",
    "PriseEnCharge",
    "Prolongation",
    "PropositionDeConclusion",
    "Rappel",
    "RappelDeDeclaration",
    "Rapporteur",
    "Recevabilite",
    "Reintegration",
    "Releve",
    "RemedeVideo",
    "Repartition",
    "RetraitTardif",
    "RevisionSection",
    "Section",
    "SignalementVideo",
    "Sortie",
    "Structure",
    "StructureLiee",
    "Tentative",
    "Verdict",
]
