"""The tables of the evaluation room."""

from .avis import AvisDeCalibrage, RappelDeConnaissance, ReponseAnnoncee
from .calibrage import Calibrage, DossierDeCalibrage, GrilleDeCalibrage
from .decision import ActeSigne, Decision, Sens, Suite
from .discussion import MessageDeLecture, Voix
from .export import Export, Format
from .grille import Critere, Descripteur, Grille, Methode, SousCritere
from .livret import Livret
from .mission import Attestation, DestructionCertifiee
from .notation import EtatEvaluation, Evaluation, Note
from .note_de_marge import NoteDeMarge
from .note_privee import NotePrivee
from .seance import Avis, Presence, ProcesVerbal, Seance
from .trame import Trame

__all__ = [
    "ActeSigne",
    "Attestation",
    "Avis",
    "AvisDeCalibrage",
    "Calibrage",
    "Critere",
    "Decision",
    "Descripteur",
    "DestructionCertifiee",
    "DossierDeCalibrage",
    "EtatEvaluation",
    "Evaluation",
    "Export",
    "Format",
    "Grille",
    "GrilleDeCalibrage",
    "Livret",
    "MessageDeLecture",
    "Methode",
    "Note",
    "NoteDeMarge",
    "NotePrivee",
    "Presence",
    "ProcesVerbal",
    "RappelDeConnaissance",
    "ReponseAnnoncee",
    "Seance",
    "Sens",
    "SousCritere",
    "Suite",
    "Trame",
    "Voix",
]
